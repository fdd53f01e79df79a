using System.Diagnostics.Metrics;

namespace ParserAdmin.Core.Telemetry;

/// <summary>
/// The instruments of this node, under the names that dashboards know. One per service container: two hosts of a test count apart.
/// </summary>
public sealed class ParserMeter : IDisposable
{
    public const string Name = "ParserAdmin";
    private readonly Meter _meter = new(Name);

    public ParserMeter()
    {
        Jobs = Counter("parser_jobs_total", "Jobs that ended on this node, by task and status");
        Requests = Counter("parser_http_requests_total", "Answers to outgoing requests, by host and HTTP status");
        Items = Counter("parser_items_total", "Items written, by what happened to them: new, changed, unchanged, gone");
        Posts = Counter("posts_parsed_total", "Items parsed well, by mode of the run and source");
        EmptyTicks = Counter("parser_empty_ticks_total", "Runs that succeeded and found nothing new");
        Retries = Counter("parser_retries_total", "Second and later tries, by reason: an HTTP status, network, or job");
        ModeForced = Counter("parser_mode_forced_total", "Runs or modes that the program forced, by reason");
        Notifications = Counter("parser_notifications_total", "Notifications handed to a channel, by channel and how that ended");
        FloodWait = _meter.CreateCounter<double>(
            "parser_floodwait_seconds_total",
            null,
            "Seconds that fetches waited because a host asked them to"
        );
        ParseDuration = Histogram(
            "parser_parse_duration_seconds",
            "From start to end of a run, by task",
            [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600]
        );
        StopAcknowledged = Histogram(
            "parser_stop_acknowledged_seconds",
            "From an emergency stop to its acknowledgement by this node",
            [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10]
        );
        SlotLag = Histogram(
            "parser_slot_lag_seconds",
            "From a schedule's slot to the recording of its job on this node",
            [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60]
        );
    }

    public Counter<long> Jobs { get; }

    public Counter<long> Requests { get; }

    public Counter<long> Items { get; }

    public Counter<long> Posts { get; }

    public Counter<long> EmptyTicks { get; }

    public Counter<long> Retries { get; }

    public Counter<long> ModeForced { get; }

    public Counter<long> Notifications { get; }

    public Counter<double> FloodWait { get; }

    public Histogram<double> ParseDuration { get; }

    public Histogram<double> StopAcknowledged { get; }

    public Histogram<double> SlotLag { get; }

    internal bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter, _meter);

    internal void Gauge(string name, string description, Func<IEnumerable<Measurement<double>>> observe) =>
        _meter.CreateObservableGauge(name, observe, null, description);

    internal void Count(string name, string description, Func<IEnumerable<Measurement<double>>> observe) =>
        _meter.CreateObservableCounter(name, observe, null, description);

    public void Dispose() => _meter.Dispose();

    private Counter<long> Counter(string name, string description) => _meter.CreateCounter<long>(name, null, description);

    private Histogram<double> Histogram(string name, string description, double[] bounds) =>
        _meter.CreateHistogram(name, null, description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
