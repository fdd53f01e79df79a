using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Execution;

/// <summary>
/// Tells the engine what it cannot know: a change here or on another node moved the next slot, or a run ended and its place is free. It
/// starts before the engine and ends after it, when the runs have ended.
/// </summary>
public sealed class SchedulerHost(
    SlotLedger ledger,
    SchedulePresets presets,
    ISlotWork work,
    IScheduleEngine engine,
    RunStarter runs,
    FailSafe failSafe,
    EventBus bus,
    TimeProvider clock,
    ILogger<SchedulerHost> logger
) : BackgroundService
{
    // From the very first moment: a change made while the ledger is read is not missed.
    private readonly EventSubscription _changes = bus.Subscribe(raised => raised is SettingsChanged or SourceChanged or ScheduleChanged);
    private readonly EventSubscription _resumed = bus.Subscribe(raised => raised is WritesResumed);

    /// <summary>Before anything fires: every schedule has its slot, and none of a time that this node's clock does not know.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await presets.EnsureAsync(cancellationToken);
        await ledger.RefreshAsync(distrust: true, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAny(runs.WhenAllEndedAsync(), Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var changes = _changes;
        await using var resumed = _resumed;
        await Task.WhenAll(
            EndlessLoop.KeepAsync("The scheduler's following of changes", FollowChangesAsync, logger, clock, stoppingToken),
            EndlessLoop.KeepAsync("The scheduler's following of runs", FollowRunsAsync, logger, clock, stoppingToken),
            EndlessLoop.KeepAsync("The fail-safe's following of refused writes", FollowRefusalsAsync, logger, clock, stoppingToken)
        );
    }

    private async Task FollowChangesAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _changes.ReadBatchesAsync(cancellationToken))
        {
            await TryAsync(async () =>
            {
                await ledger.RefreshAsync(distrust: false, cancellationToken);
                await engine.ArmAsync(await ledger.EarliestAsync(cancellationToken), cancellationToken);
            });
        }
    }

    /// <summary>A refused write is critical with no job at work, too. It could not be stored while it lasted.</summary>
    private async Task FollowRefusalsAsync(CancellationToken cancellationToken)
    {
        await foreach (var resumed in _resumed.ReadBatchesAsync(cancellationToken))
        {
            var reason = $"The storage refused writes: {((WritesResumed)resumed[0]).Why}";
            while (!await failSafe.CheckAsync(reason, cancellationToken))
                await Task.Delay(EndlessLoop.Pause, clock, cancellationToken);
        }
    }

    private async Task FollowRunsAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in runs.Ended.ReadAllAsync(cancellationToken))
        {
            await TryAsync(async () =>
            {
                await work.StartAsync(cancellationToken);

                // It may have left a retry that waits for its time.
                await engine.ArmAsync(await ledger.EarliestAsync(cancellationToken), cancellationToken);
            });
        }
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception lost) when (lost is InvalidOperationException || StorageFaults.IsNo(lost))
        {
            // The engine's next beat makes it good; the gate reads the settings in any case.
            logger.LogWarning("The scheduler could not follow a change yet: {Problem}", lost.Message);
        }
    }
}
