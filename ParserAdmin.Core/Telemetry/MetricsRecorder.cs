using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Schedules.Slots;

namespace ParserAdmin.Core.Telemetry;

/// <summary>Counts what happens on this node, from the same news as the pages; what other nodes do, they count themselves.</summary>
public sealed class MetricsRecorder(ParserMeter meter, MetricsReader reader, EventBus bus, NodeIdentity self, TimeProvider clock)
    : IHostedService,
        IFetchObserver
{
    /// <summary>A run was made historical because the last successful check was too long ago.</summary>
    internal const string StaleMarkReason = RunForced.StaleMark;

    private const int MostRuns = 1_000;
    private const string FailSafeReason = "fail_safe";
    private IDisposable? _observing;
    private long _acknowledged = long.MaxValue;

    /// <summary>How the runs of this node go through their pages, by job; one whose end another node told of stays behind.</summary>
    private readonly ConcurrentDictionary<Guid, bool> _incremental = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The reader counts from its making on.
        ArgumentNullException.ThrowIfNull(reader);
        BeginAtZero();

        // No subscription: adding to a counter takes no time, and a full buffer would lose counts.
        _observing = bus.Observe(Count, ownOnly: true);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _observing?.Dispose();
        return Task.CompletedTask;
    }

    public void Observe(GatedRun run, FetchEvent fetchEvent)
    {
        switch (fetchEvent.Kind)
        {
            case FetchEventKind.Answered:
                meter.Requests.Add(1, Tag("host", fetchEvent.Host), Tag("status", fetchEvent.Status ?? 0));
                break;
            case FetchEventKind.Retrying:
                meter.Retries.Add(1, Tag("reason", fetchEvent.Status is { } status ? status : "network"));
                break;
            case FetchEventKind.Cooling when fetchEvent.Until is { } until:
                meter.FloodWait.Add(Math.Max(0, (until - clock.GetUtcNow()).TotalSeconds));
                break;
        }
    }

    private void Count(IEvent raised)
    {
        switch (raised)
        {
            case JobChanged { Job: { StartedAt: not null } job } when JobLifecycle.IsFinal(job.Status):
                CountEnd(job);
                break;
            case JobChanged { Job: { EndedAt: not null } job } when JobLifecycle.IsFinal(job.Status):
                meter.Jobs.Add(1, Tag("task", job.Task), Tag("status", Word(job.Status)));
                break;
            // Told once when it starts, and again when someone asks for its end.
            case JobChanged { Job: { Status: JobStatus.Running, Trigger: JobTrigger.Retry, CancelRequestedAt: null, RateLimitWaits: > 0 } }:
                meter.Retries.Add(1, Tag("reason", "rate_limited"));
                break;
            case JobChanged { Job: { Status: JobStatus.Running, Trigger: JobTrigger.Retry, CancelRequestedAt: null, Attempt: > 1 } }:
                meter.Retries.Add(1, Tag("reason", "job"));
                break;
            case AuditAppended { Entry: { Action: SafetyCommands.FailSafeAction, Outcome: AuditOutcome.Succeeded } }:
                meter.ModeForced.Add(1, Tag("reason", FailSafeReason));
                break;
            case RunForced forced:
                meter.ModeForced.Add(1, Tag("reason", forced.Reason));
                break;
            case RunPlanned planned:
                if (_incremental.Count >= MostRuns)
                    _incremental.Clear();
                _incremental[planned.JobId] = planned.Incremental;
                break;
            case SlotTaken slot:
                meter.SlotLag.Record(slot.Late.TotalSeconds);
                break;
            case ItemsSaved saved:
                Add("new", saved.Batch.New);
                Add("changed", saved.Batch.Changed);
                Add("unchanged", saved.Batch.Unchanged);
                break;
            case NodeChanged node when node.Name == self.Name:
                if (node.AcknowledgedMs is { } milliseconds && node.AcknowledgedEpoch > _acknowledged)
                    meter.StopAcknowledged.Record(milliseconds / 1_000);
                _acknowledged = node.AcknowledgedEpoch;
                break;
        }
    }

    /// <summary>A rate over a counter that is not there yet misses its first step.</summary>
    private void BeginAtZero()
    {
        meter.EmptyTicks.Add(0);
        meter.FloodWait.Add(0);
        foreach (var change in new[] { "new", "changed", "unchanged", "gone" })
            meter.Items.Add(0, Tag("change", change));
        foreach (var reason in new[] { StaleMarkReason, RunForced.Definition, FailSafeReason })
            meter.ModeForced.Add(0, Tag("reason", reason));
    }

    private void CountEnd(JobSnapshot job)
    {
        meter.Jobs.Add(1, Tag("task", job.Task), Tag("status", Word(job.Status)));
        var incremental = !_incremental.TryRemove(job.Id, out var planned) || planned;
        if (job.Duration is { } duration)
            meter.ParseDuration.Record(duration.TotalSeconds, Tag("task", job.Task));
        if (job.IsGlobal)
            return; // What it counts was not parsed.
        Add("gone", job.Counts.ItemsGone);
        if (job.Counts.ItemsSucceeded > 0)
            meter.Posts.Add(job.Counts.ItemsSucceeded, Tag("mode", ModeOf(incremental)), Tag("source", job.SourceId));
        if (job is { Status: JobStatus.Succeeded, Counts: { ItemsNew: 0, ItemsChanged: 0 } })
            meter.EmptyTicks.Add(1);
    }

    private void Add(string change, int count)
    {
        if (count > 0)
            meter.Items.Add(count, Tag("change", change));
    }

    /// <summary>As the run decided it. A task that makes no such plan looks at what is there already.</summary>
    private static string ModeOf(bool incremental) => incremental ? "incremental" : "historical";

    private static string Word(JobStatus status) => status.ToString().ToLowerInvariant();

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
