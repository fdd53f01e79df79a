using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data.Health;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>
/// Quartz as an alarm clock over several nodes: two durable jobs, one alarm and one beat in its clustered store. Which node a call reaches,
/// and that a dead node's calls go to another, is Quartz's work. A lost race between two nodes that arm at once costs at most a beat.
/// </summary>
public sealed class QuartzEngine(
    ISchedulerFactory factory,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<QuartzEngine> logger
) : BackgroundService, IScheduleEngine
{
    private static readonly JobKey Slots = new("slots");
    private static readonly JobKey Starts = new("starts");
    private static readonly TriggerKey Alarm = new("alarm");
    private static readonly TriggerKey BeatKey = new("beat");
    private readonly SemaphoreSlim _onePreparation = new(1);
    private bool _prepared;
    private int _wakes;

    public string Name => "Quartz";

    public Task ArmAsync(DateTime? earliest, CancellationToken token) =>
        TryAsync(
            async scheduler =>
            {
                if (earliest is not { } at)
                    return;

                // One that lies in the past should have rung: whoever holds it may be dead.
                var armed = (await scheduler.GetTrigger(Alarm, token))?.NextFireTimeUtc?.UtcDateTime;
                if (armed is null || armed > at || armed < clock.GetUtcNow().UtcDateTime)
                    await scheduler.ScheduleJob(AlarmAt(at), ScheduleJobOptions.Replacing, token);
            },
            "alarm",
            token
        );

    /// <summary>
    /// Wakes that come while one is on its way to the store are one: it reaches the work after all of them were asked for.
    /// </summary>
    public async Task WakeAsync(CancellationToken token)
    {
        if (Interlocked.Increment(ref _wakes) > 1)
            return;
        try
        {
            // Not by the caller's token: others rely on this wake, too.
            for (var served = 1; served > 0; served = Interlocked.Add(ref _wakes, -served))
            {
                served = Volatile.Read(ref _wakes);
                await TryAsync(
                    async scheduler => await scheduler.TriggerJob(Starts, cancellationToken: CancellationToken.None),
                    "wake",
                    CancellationToken.None
                );
            }
        }
        catch
        {
            Interlocked.Exchange(ref _wakes, 0);
            throw;
        }
    }

    public override void Dispose()
    {
        _onePreparation.Dispose();
        base.Dispose();
    }

    /// <summary>
    /// Sees to the beat: it is made again when its trigger is lost, or rests in a future from which the clock was set back.
    /// </summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(IScheduleEngine.Beat, clock);
        do
        {
            await TryAsync(
                async scheduler =>
                {
                    var next = (await scheduler.GetTrigger(BeatKey, stoppingToken))?.NextFireTimeUtc;
                    if (next is null || next > clock.GetUtcNow() + (IScheduleEngine.Beat * 2))
                        await scheduler.ScheduleJob(NewBeat(), ScheduleJobOptions.Replacing, stoppingToken);
                },
                "beat",
                stoppingToken
            );
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(Func<IScheduler, Task> act, string what, CancellationToken token)
    {
        try
        {
            await act(await PreparedAsync(token));
        }
        catch (Exception lost) when (lost is SchedulerException or ObjectDisposedException || StorageFaults.IsNo(lost))
        {
            // While this node ends that is no news: another one, or its next start, finds what waits.
            var level = lifetime.ApplicationStopping.IsCancellationRequested ? LogLevel.Debug : LogLevel.Warning;
            logger.Log(level, "The scheduler's {What} could not be stored; its next beat makes that good: {Problem}", what, lost.Message);
        }
    }

    private async Task<IScheduler> PreparedAsync(CancellationToken token)
    {
        var scheduler = await factory.GetScheduler(token);
        if (_prepared)
            return scheduler;
        await _onePreparation.WaitAsync(token);
        try
        {
            if (!_prepared)
            {
                await scheduler.AddJob(
                    JobBuilder.Create<DueSlotsJob>().WithIdentity(Slots).StoreDurably().Build(),
                    AddJobOptions.Replacing,
                    token
                );
                await scheduler.AddJob(
                    JobBuilder.Create<StartsJob>().WithIdentity(Starts).StoreDurably().Build(),
                    AddJobOptions.Replacing,
                    token
                );
            }

            _prepared = true;
            return scheduler;
        }
        finally
        {
            _onePreparation.Release();
        }
    }

    private ITrigger AlarmAt(DateTime at) =>
        TriggerBuilder
            .Create(clock)
            .WithIdentity(Alarm)
            .ForJob(Slots)
            .StartAt(new DateTimeOffset(at))
            .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();

    private ITrigger NewBeat() =>
        TriggerBuilder
            .Create(clock)
            .WithIdentity(BeatKey)
            .ForJob(Slots)
            .StartNow()
            .WithSimpleSchedule(every =>
                every
                    .WithInterval(IScheduleEngine.Beat)
                    .RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)
            )
            .Build();
}
