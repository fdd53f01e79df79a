using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Live;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;
using Quartz;

namespace ParserAdmin.Core.Scheduling;

/// <summary>Keeps Quartz's triggers in step with our schedules, at start and on every change, and passes wake-ups on.</summary>
public sealed class QuartzScheduler(
    ISchedulerFactory factory,
    ScheduleCatalogue schedules,
    SettingsStore settings,
    IDbContextFactory<ParserDbContext> contexts,
    LiveBus bus,
    StartPolicy start,
    TimeProvider clock,
    ILogger<QuartzScheduler> logger) : BackgroundService, IJobDispatcher
{
    private const string ScheduleGroup = "schedules";
    private static readonly JobKey Runner = new("invocable");
    private readonly Dictionary<string, (TimeSpan Interval, long Auto)> _applied = [];
    private readonly DateTime? _countFrom = start.SkipInitial ? clock.UtcMilliseconds() : null;

    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        if (await scheduler.Exists(Runner, cancellationToken))
            await scheduler.TriggerJob(Runner, cancellationToken: cancellationToken);
    }

    /// <summary>When a schedule fires next, UTC.</summary>
    public async Task<IReadOnlyDictionary<string, DateTime>> NextRunsAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        var next = new Dictionary<string, DateTime>();
        foreach (var schedule in await schedules.AllAsync(cancellationToken))
        {
            if (await scheduler.GetTrigger(Key(schedule.Id), cancellationToken) is { NextFireTimeUtc: { } time })
                next[schedule.Id] = time.UtcDateTime;
        }

        return next;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var changes = bus.Subscribe(liveEvent => liveEvent is SettingsChanged or SourceChanged);
        var scheduler = await factory.GetScheduler(stoppingToken);
        await scheduler.AddJob(JobBuilder.Create<InvocableJob>().WithIdentity(Runner).StoreDurably().Build(), AddJobOptions.Replacing, stoppingToken);
        await ScheduleTickAsync(scheduler, stoppingToken);
        await BringInStepAsync(scheduler, stoppingToken);
        await foreach (var _ in changes.ReadBatchesAsync(stoppingToken))
        {
            try
            {
                await BringInStepAsync(scheduler, stoppingToken);
            }
            catch (Exception failed) when (failed is SchedulerException or System.Data.Common.DbException or InvalidOperationException)
            {
                // The next change, or the next start, brings them in step; the gate reads the settings in any case.
                logger.LogError(failed, "The schedules could not be brought in step with the settings");
            }
        }
    }

    /// <summary>A wake-up every few seconds starts what a lost wake-up left pending, and is the heartbeat.</summary>
    private static Task ScheduleTickAsync(IScheduler scheduler, CancellationToken cancellationToken) =>
        scheduler.ScheduleJob(
            TriggerBuilder.Create().WithIdentity("tick").ForJob(Runner).StartNow()
                .WithSimpleSchedule(every => every.WithInterval(SchedulerPulse.Interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
                .Build(),
            ScheduleJobOptions.Replacing,
            cancellationToken).AsTask();

    private async Task BringInStepAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var now = await settings.ReadAsync(cancellationToken);

        // Every change while in auto is looked at anew: it may have been auto, manual and auto again since the last look.
        var auto = now.Mode == ParserMode.Auto ? now.Version : 0;
        var wanted = await schedules.AllAsync(cancellationToken);
        foreach (var schedule in wanted)
        {
            if (_applied.TryGetValue(schedule.Id, out var applied) && applied == (schedule.Interval, auto))
                continue;
            await scheduler.ScheduleJob(await TriggerAsync(schedule, now.Mode, cancellationToken), ScheduleJobOptions.Replacing, cancellationToken);
            _applied[schedule.Id] = (schedule.Interval, auto);
        }

        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(ScheduleGroup), cancellationToken))
        {
            if (wanted.Any(schedule => schedule.Id == key.Name))
                continue;
            await scheduler.UnscheduleJob(key, cancellationToken);
            _applied.Remove(key.Name);
        }
    }

    /// <summary>An interval counts from the last start. In auto what never ran or is overdue starts now; in manual the next slot is a whole interval away.</summary>
    private async Task<ITrigger> TriggerAsync(Schedule schedule, ParserMode mode, CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        var first = now + schedule.Interval;
        if (mode == ParserMode.Auto)
        {
            var last = await LastStartAsync(schedule, cancellationToken);
            var due = (last > _countFrom ? last : _countFrom ?? last) + schedule.Interval;
            first = due > now ? due.Value : now;
        }

        return TriggerBuilder.Create().WithIdentity(Key(schedule.Id)).ForJob(Runner)
            .UsingJobData(InvocableJob.ScheduleKey, schedule.Id)
            .StartAt(new DateTimeOffset(first))
            .WithSimpleSchedule(every => every.WithInterval(schedule.Interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
            .Build();
    }

    private async Task<DateTime?> LastStartAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserJob>()
            .Where(job => job.SourceId == schedule.SourceId && job.Task == schedule.Task && job.StartedAt != null)
            .OrderByDescending(job => job.Id).Select(job => job.StartedAt).FirstOrDefaultAsync(cancellationToken);
    }

    private static TriggerKey Key(string scheduleId) => new(scheduleId, ScheduleGroup);
}
