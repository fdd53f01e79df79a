using ParserAdmin.Components.Shared.Logs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs.Log;

/// <summary>What is looked for in a log, the lines that have it, oldest first, and at which of them the person is.</summary>
internal sealed class LogFind
{
    /// <summary>How many lines are kept; more can be had by asking for something rarer.</summary>
    public const int Most = 10_000;
    private readonly List<long> _hits = [];
    private int _at = -1;

    public string Text { get; private set; } = "";

    public int Count => _hits.Count;

    /// <summary>There are older ones.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Which one it is, from 1; 0 for none.</summary>
    public int At => _at + 1;

    /// <summary>The line at which the person is.</summary>
    public long? Current => _at >= 0 ? _hits[_at] : null;

    public void Load(string text, IReadOnlyList<long> hits)
    {
        Text = text;
        _hits.Clear();
        _hits.AddRange(hits);
        IsCut = hits.Count >= Most;
        _at = -1;
    }

    /// <summary>A new line that may have it.</summary>
    public void Add(JobLogLine line)
    {
        if (Text.Length > 0 && _hits.Count < 2 * Most && (FoundText.IsIn(line.Message, Text) || FoundText.IsIn(line.Url, Text)))
            _hits.Add(line.Sequence);
    }

    /// <summary>Goes to the next, or back; round at the ends. The first step goes to the nearest after where the person reads.</summary>
    public long? Step(int by, long reading)
    {
        if (_hits.Count == 0)
            return null;
        if (_at >= 0)
            _at = (_at + by + _hits.Count) % _hits.Count;
        else
            _at = Nearest(by, reading);
        return Current;
    }

    private int Nearest(int by, long reading)
    {
        var at = _hits.BinarySearch(reading);
        at = at < 0 ? ~at : at;
        return by < 0 ? (at - 1 + _hits.Count) % _hits.Count : at % _hits.Count;
    }
}
