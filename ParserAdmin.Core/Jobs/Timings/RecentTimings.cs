namespace ParserAdmin.Core.Jobs.Timings;

/// <summary>The last requests of a run, as many as a person can make use of. Any step may add, from any thread.</summary>
public sealed class RecentTimings
{
    public const int Most = 500;

    private readonly Lock _lock = new();
    private readonly Queue<RequestTiming> _timings = new();
    private int _total;

    /// <summary>The oldest goes when there is no more room.</summary>
    public void Add(in RequestTiming timing)
    {
        lock (_lock)
        {
            if (_timings.Count == Most)
                _timings.Dequeue();
            _timings.Enqueue(timing);
            _total++;
        }
    }

    /// <summary>How many there were, and the last of them, in the order in which they ended.</summary>
    public (int Total, IReadOnlyList<RequestTiming> Last) Read()
    {
        lock (_lock)
            return (_total, [.. _timings]);
    }
}
