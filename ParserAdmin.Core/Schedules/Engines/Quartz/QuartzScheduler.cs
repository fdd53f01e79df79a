using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>
/// Keeps Quartz's triggers in step with our schedules: at start, at once on every change made here, and within a tick on one made elsewhere.
/// Passes wake-ups on.
/// </summary>
public sealed class QuartzScheduler(
    ISchedulerFactory factory,
    ScheduleQueries schedules,
    SchedulePresets presets,
    ScheduleSlots slots,
    SettingsStore settings,
    TriggerTurn turn,
    EventBus bus,
    StartPolicy start,
    ShutdownGrace grace,
    TimeProvider clock,
    ILogger<QuartzScheduler> logger) : BackgroundService, IJobDispatcher
{
    private static readonly JobKey Runner = new("invocable");
    private readonly Dictionary<string, Applied> _applied = [];
    private readonly DateTime? _countFrom = start.SkipInitial ? clock.UtcMilliseconds() : null;
    private object? _stamp;
    private DateTime _lookedAt;

    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        if (await scheduler.Exists(Runner, cancellationToken))
            await scheduler.TriggerJob(Runner, cancellationToken: cancellationToken);
    }

    /// <summary>When a schedule fires next, UTC. None once this node ends: a page that is still open must not make a fault of that.</summary>
    public async Task<IReadOnlyDictionary<string, DateTime>> NextRunsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadNextRunsAsync(cancellationToken);
        }
        catch (Exception ended) when (grace.IsEnding && ended is (SchedulerException or ObjectDisposedException))
        {
            return new Dictionary<string, DateTime>();
        }
    }

    private async Task<IReadOnlyDictionary<string, DateTime>> ReadNextRunsAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        var next = new Dictionary<string, DateTime>();
        foreach (var view in (await schedules.AllAsync(cancellationToken)).Where(view => view.Unavailable is null))
        {
            if (await scheduler.GetTrigger(ScheduleTriggers.Key(view.Id), cancellationToken) is { NextFireTimeUtc: { } time })
                next[view.Id] = time.UtcDateTime;
        }

        return next;
    }

    /// <summary>Brings every trigger in step. Safe to call again; what is in step is left alone.</summary>
    internal async Task BringInStepAsync(CancellationToken cancellationToken)
    {
        await using var mine = await turn.TakeAsync(cancellationToken);
        await BringInStepAsync(await factory.GetScheduler(cancellationToken), cancellationToken);
    }

    /// <summary>What has to be there before a trigger can be.</summary>
    internal async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        scheduler.ListenerManager.AddTriggerListener(
            new MissedSlots(slots, logger), [GroupMatcher<TriggerKey>.GroupEquals(ScheduleTriggers.Group)]);
        await scheduler.AddJob(JobBuilder.Create<InvocableJob>().WithIdentity(Runner).StoreDurably().Build(), AddJobOptions.Replacing, cancellationToken);
        await presets.EnsureAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var changes = bus.Subscribe(Matters);
        try
        {
            await PrepareAsync(stoppingToken);
            await ScheduleTickAsync(await factory.GetScheduler(stoppingToken), stoppingToken);
            await BringInStepAsync(stoppingToken);
        }
        catch (SchedulerException) when (grace.IsEnding)
        {
            // A run that is refused at once ends the program before this has begun, and Quartz stops before this service is told.
            return;
        }

        await Task.WhenAll(FollowNewsAsync(changes, stoppingToken), PollAsync(stoppingToken));
    }

    private static bool Matters(IEvent raised) =>
        raised is SettingsChanged or SourceChanged or ScheduleChanged || StartedByHand(raised) is not null;

    /// <summary>An interval counts from the last start, also from one that no schedule made.</summary>
    private static JobSnapshot? StartedByHand(IEvent raised) =>
        raised is JobChanged { Job: { Status: JobStatus.Running, Scheduled: false } job } ? job : null;

    private async Task FollowNewsAsync(EventSubscription changes, CancellationToken cancellationToken)
    {
        await foreach (var batch in changes.ReadBatchesAsync(cancellationToken))
        {
            var byHand = batch.Select(StartedByHand).OfType<JobSnapshot>().ToList();
            await TryAsync(async token =>
            {
                await ForgetAsync(byHand, token);
                await BringInStepAsync(token);
            }, cancellationToken);
        }
    }

    /// <summary>Finds what another node, the CLI or someone with SQL changed.</summary>
    private async Task PollAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(SchedulerHeartbeat.Interval, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await TryAsync(async token =>
            {
                await FollowClockAsync(token);
                object stamp = await schedules.StampAsync(token);
                if (stamp.Equals(_stamp))
                    return;
                await BringInStepAsync(token);
                _stamp = stamp;
            }, cancellationToken);
        }
    }

    /// <summary>After the clock was set back, triggers that are due by its old time would rest for as long as it went back. Forward, Quartz finds them missed.</summary>
    internal async Task FollowClockAsync(CancellationToken cancellationToken)
    {
        var (before, now) = (_lookedAt, clock.UtcMilliseconds());
        if (now < before)
        {
            logger.LogWarning("The clock went back by {Span}; the triggers are set anew", before - now);
            await ScheduleTickAsync(await factory.GetScheduler(cancellationToken), cancellationToken);
            await using (await turn.TakeAsync(cancellationToken))
                _applied.Clear();
            _stamp = null;
        }

        // Only now: what failed half-way is done again at the next look.
        _lookedAt = now;
    }

    private async Task TryAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
        }
        catch (Exception failed) when (failed is SchedulerException or InvalidOperationException || StorageFaults.IsOutage(failed))
        {
            // The next change, or the next look, brings them in step; the gate reads the settings in any case.
            logger.LogError(failed, "The triggers could not be brought in step with the schedules");
        }
    }

    private async Task ForgetAsync(IReadOnlyList<JobSnapshot> byHand, CancellationToken cancellationToken)
    {
        if (byHand.Count == 0)
            return;
        await using var mine = await turn.TakeAsync(cancellationToken);
        foreach (var id in _applied.Keys.Where(id => byHand.Any(job => Schedule.IsOf(id, job.Task, job.SourceId))).ToList())
            _applied.Remove(id);
    }

    /// <summary>A wake-up every few seconds starts what a lost wake-up left pending, and is the heartbeat.</summary>
    private static Task ScheduleTickAsync(IScheduler scheduler, CancellationToken cancellationToken) =>
        scheduler.ScheduleJob(
            TriggerBuilder.Create().WithIdentity("tick").ForJob(Runner).StartNow()
                .WithSimpleSchedule(every => every.WithInterval(SchedulerHeartbeat.Interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
                .Build(),
            ScheduleJobOptions.Replacing,
            cancellationToken).AsTask();

    private async Task BringInStepAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var now = await settings.ReadAsync(cancellationToken);

        // Every change while in auto is looked at anew: it may have been auto, manual and auto again since the last look.
        var auto = now.Mode == ParserMode.Auto ? now.Version : 0;
        var wanted = (await schedules.AllAsync(cancellationToken)).Where(view => view.Unavailable is null && HasSlots(view, now)).ToDictionary(view => view.Id);
        foreach (var view in wanted.Values)
        {
            var state = new Applied(view.Timing, view.Timing.Interval is null ? 0 : auto, view.Armed);
            if (_applied.GetValueOrDefault(view.Id) == state)
                continue;
            await ApplyAsync(scheduler, view, state, now.Mode, cancellationToken);
            _applied[view.Id] = state;
        }

        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(ScheduleTriggers.Group), cancellationToken))
        {
            if (wanted.ContainsKey(key.Name))
                continue;
            await scheduler.UnscheduleJob(key, cancellationToken);
            _applied.Remove(key.Name);
        }
    }

    /// <summary>Such a task runs only while automatic updates are on; off, it has no slots that could be skipped.</summary>
    private static bool HasSlots(ScheduleView view, ParserSettings settings) =>
        settings.EnableAutoupdate || !GateRules.NeedsAutoupdate(view.Schedule.Task);

    private async Task ApplyAsync(IScheduler scheduler, ScheduleView view, Applied state, ParserMode mode, CancellationToken cancellationToken)
    {
        var stored = await scheduler.GetTrigger(ScheduleTriggers.Key(view.Id), cancellationToken);

        // A cron trigger that says the same is left alone: it knows which slot was missed while the node was down.
        if (view.Timing.Interval is null)
        {
            var madeFrom = view.Timing.ToString();
            if (!ScheduleTriggers.Says(stored, madeFrom))
                await StoreAsync(scheduler, view, madeFrom, view.Timing.First(mode, null, clock.UtcMilliseconds()), cancellationToken);
            return;
        }

        // An interval trigger that another node has just made from the same is left alone: made again, it would fire again.
        var last = (await schedules.LastRunAsync(view.Schedule, cancellationToken))?.StartedAt;
        var from = last > _countFrom ? last : _countFrom ?? last;
        var made = $"{state} {from:O}";
        var now = clock.UtcMilliseconds();
        if (!ScheduleTriggers.Says(stored, made) || stored.NextFireTimeUtc < now - SchedulerHeartbeat.Interval || stored.NextFireTimeUtc > now + view.Timing.Interval)
            await StoreAsync(scheduler, view, made, view.Timing.First(mode, from, now), cancellationToken);
    }

    private Task StoreAsync(IScheduler scheduler, ScheduleView view, string madeFrom, DateTime first, CancellationToken cancellationToken) =>
        scheduler.ScheduleJob(ScheduleTriggers.Build(view.Id, view.Timing, madeFrom, first, Runner, clock), ScheduleJobOptions.Replacing, cancellationToken).AsTask();

    /// <summary>What a trigger was made from.</summary>
    private sealed record Applied(ScheduleTiming Timing, long Auto, bool Armed);
}
