using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ParserAdmin.Core.Telemetry;

/// <summary>All series of one instrument.</summary>
internal sealed class MetricFamily(Instrument instrument)
{
    // Hosts come from outside: beyond this many, all further ones share a series.
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new();
    private readonly IReadOnlyList<double> _bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? [];

    public string Name => instrument.Name;

    public string Description => instrument.Description ?? instrument.Name;

    public string Type =>
        instrument switch
        {
            Histogram<double> => "histogram",
            ObservableGauge<double> => "gauge",
            _ => "counter",
        };

    public IEnumerable<MetricSeries> Series => _series.Values.OrderBy(series => series.Labels, StringComparer.Ordinal);

    /// <summary>What is observed is told whole each time: a series that is not told again is gone.</summary>
    public void Clear() => _series.Clear();

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        if (_series.Count >= Most && !_series.ContainsKey(labels))
            labels = PrometheusText.Labels([.. tags.ToArray().Select(tag => KeyValuePair.Create<string, object?>(tag.Key, "other"))]);
        var series = _series.GetOrAdd(labels, fresh => new MetricSeries(fresh, _bounds));
        if (instrument.IsObservable)
            series.Set(value);
        else
            series.Add(value);
    }
}
