using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;

namespace ParserAdmin.Core.Execution;

/// <summary>
/// What an engine calls: due slots become jobs, and jobs that may start are started. Everything is decided in the admission's transaction,
/// so calls that come twice, late, or on two nodes find nothing left to do. When the settings cannot be read nothing starts.
/// </summary>
public sealed class SlotWork(
    JobAdmission admission,
    SlotLedger ledger,
    ScheduleSlots slots,
    RunStarter runs,
    SchedulerHeartbeat heartbeat,
    EventBus bus,
    TimeProvider clock,
    ILogger<SlotWork> logger
) : ISlotWork
{
    /// <summary>Slots that one transaction records: a person's click does not wait for a thousand.</summary>
    private const int Batch = 100;

    private readonly ClockWatch _watch = new(clock);
    private long? _lookedAt;
    private bool _distrust;

    public Task<DateTime?> DueAsync(CancellationToken token) =>
        CountAsync(async () =>
        {
            await FollowClockAsync(token);
            var admitted = await RecordAsync(token);
            if (await CheckAsync(token))
                admitted += await RecordAsync(token);

            // This thread goes on with the runs first: what comes next has time.
            await Task.Yield();
            return (admitted, await ledger.EarliestAsync(token));
        });

    public Task StartAsync(CancellationToken token) => CountAsync(async () => (await AdmitAsync(null, token), (DateTime?)null));

    private async Task FollowClockAsync(CancellationToken token)
    {
        if (_watch.Jump() is { } jump)
        {
            logger.LogWarning(
                "The clock was set {Direction} by {Span}; what comes next is computed anew",
                jump > TimeSpan.Zero ? "forward" : "back",
                jump.Duration()
            );
            _distrust = true;
        }

        if (!_distrust)
            return;
        await ledger.RefreshAsync(distrust: true, token);
        _distrust = false;
    }

    /// <summary>Finds what another node, the command line or someone with SQL changed and no news told.</summary>
    private async Task<bool> CheckAsync(CancellationToken token)
    {
        if (_lookedAt is { } last && clock.GetElapsedTime(last) < SchedulerHeartbeat.Interval)
            return false;
        var changed = await ledger.RefreshAsync(distrust: false, token);
        _lookedAt = clock.GetTimestamp();
        return changed;
    }

    private async Task<int> RecordAsync(CancellationToken token)
    {
        if (!await ledger.AnyDueAsync(token))
            return await AdmitAsync(null, token);
        var admitted = 0;
        List<RecordedSlot> recorded;
        do
        {
            recorded = [];
            admitted += await AdmitAsync(recorded, token);
        } while (recorded.Count == Batch);
        return admitted;
    }

    /// <param name="recorded">Takes the slots that came due; null for none.</param>
    private async Task<int> AdmitAsync(List<RecordedSlot>? recorded, CancellationToken token)
    {
        var admitted = await admission.AdmitAsync(
            recorded is null
                ? null
                : async (context, settings, now, cancelled) =>
                {
                    recorded.AddRange(
                        await ScheduleSlots.AddAsync(
                            context,
                            await ledger.TakeAsync(context, settings, now, Batch, cancelled),
                            settings,
                            now,
                            cancelled
                        )
                    );
                    return recorded;
                },
            token
        );
        runs.Start(admitted);
        slots.CancelRuns(recorded ?? []);
        foreach (var slot in (recorded ?? []).Where(slot => slot.Job.Status != JobStatus.Skipped))
            bus.Publish(new SlotTaken(slot.Job.RequestedAt - slot.Due.Due));
        return admitted.Count;
    }

    private async Task<DateTime?> CountAsync(Func<Task<(int Admitted, DateTime? Next)>> work)
    {
        heartbeat.Beat();
        try
        {
            var (admitted, next) = await work();
            heartbeat.Came(admitted > 0);
            return next;
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException)
        {
            // Refused, not failed: the pending jobs stay, and the next call asks again.
            heartbeat.Failed();
            throw;
        }
    }
}
