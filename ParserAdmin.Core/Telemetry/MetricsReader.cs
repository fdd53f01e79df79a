using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Core.Telemetry;

/// <summary>Gathers what the instruments say and writes it out for a scrape. Counts from its making on, so it is made at start.</summary>
public sealed class MetricsReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly MeterListener _listener = new();
    private readonly SemaphoreSlim _oneScrape = new(1);
    private readonly IDbContextFactory<ParserDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly ILogger<MetricsReader> _logger;
    private StoredFigures? _stored;

    public MetricsReader(
        ParserMeter meter,
        SchedulerHeartbeat heartbeat,
        IDbContextFactory<ParserDbContext> contexts,
        TimeProvider clock,
        ILogger<MetricsReader> logger
    )
    {
        (_contexts, _clock, _logger) = (contexts, clock, logger);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!meter.Owns(instrument))
                return;
            _families.TryAdd(instrument, new MetricFamily(instrument));
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _families[instrument].Take(value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _families[instrument].Take(value, tags));
        Observe(meter, heartbeat);
        _listener.Start();
    }

    /// <summary>The text of one scrape. While the database cannot be read, what it holds is left out; the rest is there.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        await _oneScrape.WaitAsync(cancellationToken);
        try
        {
            _stored = await StoredAsync(cancellationToken);
            foreach (var (instrument, family) in _families.Where(family => family.Key.IsObservable))
                family.Clear();
            _listener.RecordObservableInstruments();
            return PrometheusText.Write(_families.Values);
        }
        finally
        {
            _oneScrape.Release();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _oneScrape.Dispose();
    }

    private void Observe(ParserMeter meter, SchedulerHeartbeat heartbeat)
    {
        meter.Gauge("parser_mode", "0 manual, 1 auto", () => Stored(stored => stored.Auto ? 1 : 0));
        meter.Gauge("parser_emergency_stop", "1 while stopped", () => Stored(stored => stored.Stopped ? 1 : 0));
        meter.Gauge("parser_jobs_running", "Jobs that run on all nodes", () => Stored(stored => stored.Running));
        meter.Gauge("parser_jobs_pending", "Jobs that wait", () => Stored(stored => stored.Pending));
        meter.Gauge(
            "parser_hwm_age_seconds",
            "Since the newest that is known of the source was published; where nothing says when, since something of it was parsed",
            Ages
        );
        meter.Gauge(
            "scheduler_last_tick_ts_seconds",
            "Unix time at which this node's scheduler fired last",
            () => heartbeat.LastTick is { } last ? [new((last - DateTime.UnixEpoch).TotalSeconds)] : []
        );
        meter.Count(
            "scheduler_lock_acquired_total",
            "Firings of this node's scheduler: acquired a job to run, idle, or failed to ask",
            () =>
            {
                var (admitted, idle, failed) = heartbeat.Firings;
                return [new(admitted, Status("acquired")), new(idle, Status("idle")), new(failed, Status("failed"))];
            }
        );
    }

    private IEnumerable<Measurement<double>> Ages() =>
        _stored?.Marks.Select(source => new Measurement<double>(
            Math.Max(0, (_clock.UtcMilliseconds() - source.Value).TotalSeconds),
            new KeyValuePair<string, object?>("source", source.Key)
        ))
        ?? [];

    private IEnumerable<Measurement<double>> Stored(Func<StoredFigures, double> figure) =>
        _stored is { } stored ? [new(figure(stored))] : [];

    private static KeyValuePair<string, object?> Status(string status) => new("status", status);

    private async Task<StoredFigures?> StoredAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await StoredFigures.ReadAsync(_contexts, cancellationToken).WaitAsync(Patience, _clock, cancellationToken);
        }
        catch (Exception unread) when (StorageFaults.IsOutage(unread))
        {
            _logger.LogWarning("A scrape goes without the figures of the database: {Problem}", unread.Message);
            return null;
        }
    }
}
