using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>The newest log lines, oldest first, at most <see cref="Capacity"/>; it knows how many there are in all.</summary>
public sealed class LogRing
{
    public const int Capacity = 10_000;
    private readonly List<JobLogLine> _lines = [];

    /// <summary>A list, because the page skips into it at each scroll.</summary>
    public List<JobLogLine> Lines => _lines;

    /// <summary>Lines in all, kept here or not.</summary>
    public long Total { get; private set; }

    public bool IsCut => Total > _lines.Count;

    private long LastSequence => _lines.Count == 0 ? 0 : _lines[^1].Sequence;

    public void Load(IEnumerable<JobLogLine> newest, long total)
    {
        _lines.Clear();
        _lines.AddRange(newest);
        Trim();
        Total = Math.Max(total, _lines.Count);
    }

    /// <summary>Adds what is newer than the newest line here; what the snapshot already held is passed over.</summary>
    /// <returns>How many were added.</returns>
    public int Add(IEnumerable<JobLogLine> lines)
    {
        var added = 0;
        foreach (var line in lines)
        {
            if (line.Sequence <= LastSequence)
                continue;
            _lines.Add(line);
            added++;
        }

        Total += added;
        Trim();
        return added;
    }

    private void Trim()
    {
        if (_lines.Count > Capacity)
            _lines.RemoveRange(0, _lines.Count - Capacity);
    }
}
