namespace ParserAdmin.Core.Telemetry;

/// <summary>One line, or for a histogram one family of lines, of <c>/metrics</c>.</summary>
/// <param name="bounds">Upper bounds of a histogram's buckets; empty otherwise.</param>
internal sealed class MetricSeries(string labels, IReadOnlyList<double> bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _buckets = new long[bounds.Count];
    private double _value;
    private long _count;

    /// <summary>Ready for the text format, without braces.</summary>
    public string Labels => labels;

    public void Add(double value)
    {
        lock (_lock)
        {
            _value += value;
            _count++;
            for (var i = 0; i < bounds.Count; i++)
                _buckets[i] += value <= bounds[i] ? 1 : 0;
        }
    }

    public void Set(double value)
    {
        lock (_lock)
            _value = value;
    }

    /// <returns>Value or sum, count, and for each bound how many were not above it.</returns>
    public (double Value, long Count, IReadOnlyList<(double Bound, long Count)> Buckets) Read()
    {
        lock (_lock)
            return (_value, _count, [.. bounds.Zip(_buckets)]);
    }
}
