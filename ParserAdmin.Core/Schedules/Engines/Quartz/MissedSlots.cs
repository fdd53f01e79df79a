using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>Hears of slots that Quartz could not keep (the node was down, the clock jumped) and has them recorded, all of one schedule as one.</summary>
internal sealed class MissedSlots(ScheduleSlots slots, ILogger logger) : ITriggerListener
{
    public string Name => nameof(MissedSlots);

    public async ValueTask TriggerMisfired(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default)
    {
        if (trigger.NextFireTimeUtc is not { } due)
            return;
        try
        {
            // Nobody is woken here: Quartz holds its own lock. A job that may still run is found by the tick.
            await slots.RecordAsync(trigger.Key.Name, due.UtcDateTime, cancellationToken);
        }
        catch (Exception unreadable) when (StorageFaults.IsOutage(unreadable))
        {
            logger.LogError(unreadable, "A missed slot of {Schedule} could not be recorded", trigger.Key.Name);
        }
    }
}
