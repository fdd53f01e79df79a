using Microsoft.Extensions.Logging;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>Records due slots, arms the engine for the next, and starts what waits: what the alarm and the beat fire.</summary>
internal sealed class DueSlotsJob(ISlotWork work, QuartzEngine engine, ILogger<DueSlotsJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await engine.ArmAsync(await work.DueAsync(cancellationToken), cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "The scheduler's work failed; the next beat calls it again");
        }
    }
}

/// <summary>Starts what may start.</summary>
internal sealed class StartsJob(ISlotWork work, ILogger<StartsJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await work.StartAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "The scheduler's work failed; the next beat calls it again");
        }
    }
}
