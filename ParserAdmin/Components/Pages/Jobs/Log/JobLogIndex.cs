using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs.Log;

/// <summary>
/// Where the lines of one job are, oldest first, without their texts: a long log costs a viewer eight bytes a line. Rows count the lines
/// of the levels that are shown, numbers those of the whole log, from 1.
/// </summary>
public sealed class JobLogIndex
{
    /// <summary>How many lines are kept; the oldest fall off, and can be had by the download.</summary>
    public const int Capacity = 200_000;

    /// <summary>How many are too many at once: the list is not moved for each line.</summary>
    private const int Slack = 10_000;
    private const int LevelBits = 2;
    private readonly List<long> _lines = [];
    private readonly long[] _counts = new long[1 << LevelBits];
    private List<long>? _shown;
    private HashSet<JobLogLevel> _levels = [.. Enum.GetValues<JobLogLevel>()];

    /// <summary>Lines of the log that are older than those held.</summary>
    public long Cut { get; private set; }

    /// <summary>Lines of the whole log, held or not.</summary>
    public long Total => Cut + _lines.Count;

    /// <summary>Rows to show.</summary>
    public int Rows => _shown?.Count ?? _lines.Count;

    public IReadOnlySet<JobLogLevel> Levels => _levels;

    /// <summary>Lines of that level among those held.</summary>
    public long CountOf(JobLogLevel level) => _counts[(int)level];

    /// <param name="total">Lines in all, held or not.</param>
    public void Load(IEnumerable<JobLogMark> marks, long total)
    {
        _lines.Clear();
        Array.Clear(_counts);
        Cut = 0;
        foreach (var mark in marks)
            Append(mark.Sequence, mark.Level);
        Cut = Math.Max(0, total - _lines.Count);
        Choose(_levels);
    }

    /// <summary>Shows the lines of these levels only.</summary>
    public void Choose(IEnumerable<JobLogLevel> levels)
    {
        _levels = [.. levels];
        if (_levels.Count == Enum.GetValues<JobLogLevel>().Length)
        {
            _shown = null;
            return;
        }

        _shown = [];
        for (var at = 0; at < _lines.Count; at++)
        {
            if (_levels.Contains(Level(_lines[at])))
                _shown.Add(Cut + at + 1);
        }
    }

    /// <summary>Adds a line, unless the snapshot held it already.</summary>
    /// <returns>Whether it is a new row to show.</returns>
    public bool Add(JobLogLine line)
    {
        if (_lines.Count > 0 && line.Sequence <= Sequence(_lines[^1]))
            return false;
        Append(line.Sequence, line.Level);
        if (!_levels.Contains(line.Level))
            return false;
        _shown?.Add(Total);
        return true;
    }

    /// <summary>Lets go of the oldest lines where there are too many.</summary>
    /// <returns>How many rows are gone at the top.</returns>
    public int Trim()
    {
        if (_lines.Count < Capacity + Slack)
            return 0;
        var (rows, gone) = (Rows, _lines.Count - Capacity);
        for (var at = 0; at < gone; at++)
            _counts[(int)Level(_lines[at])]--;
        _lines.RemoveRange(0, gone);
        Cut += gone;
        _shown?.RemoveAll(number => number <= Cut);
        return rows - Rows;
    }

    public long SequenceAt(int row) => Sequence(_lines[(int)(NumberAt(row) - Cut - 1)]);

    public long NumberAt(int row) => _shown is null ? Cut + row + 1 : _shown[row];

    /// <summary>The row of the line, or of the next one that is shown; -1 where there is none.</summary>
    public int RowOf(long sequence)
    {
        // No line has a level that comes after the last, so this finds the line of any level, or where it would stand.
        var at = _lines.BinarySearch(sequence << LevelBits);
        at = at < 0 ? ~at : at;
        if (_shown is not null)
        {
            at = _shown.BinarySearch(Cut + at + 1);
            at = at < 0 ? ~at : at;
        }

        return at < Rows ? at : -1;
    }

    /// <summary>Whether the line with this number is held and of a level that is shown.</summary>
    public bool Shows(long sequence) => RowOf(sequence) is >= 0 and var row && SequenceAt(row) == sequence;

    private void Append(long sequence, JobLogLevel level)
    {
        _lines.Add((sequence << LevelBits) | (long)level);
        _counts[(int)level]++;
    }

    private static long Sequence(long packed) => packed >> LevelBits;

    private static JobLogLevel Level(long packed) => (JobLogLevel)(packed & ((1 << LevelBits) - 1));
}
