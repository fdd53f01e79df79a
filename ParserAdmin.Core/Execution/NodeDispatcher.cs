using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules.Engines.Quartz;
using Quartz;

namespace ParserAdmin.Core.Execution;

/// <summary>
/// Wakes this node's scheduler. A node of role web has none: its news of the pending job wakes the workers. A wake-up that cannot be stored
/// harms nobody, because the tick of a few seconds finds the job; so it never fails the one who asked.
/// </summary>
public sealed class NodeDispatcher(QuartzScheduler scheduler, NodeIdentity self, ShutdownGrace grace, ILogger<NodeDispatcher> logger) : IJobDispatcher
{
    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        if (self.Role == NodeRole.Web)
            return;
        try
        {
            await scheduler.WakeAsync(cancellationToken);
        }
        catch (Exception ended) when (grace.IsEnding && ended is (SchedulerException or ObjectDisposedException))
        {
            logger.LogDebug("This node ends; another one, or its next start, finds what waits");
        }
        catch (Exception unstored) when (unstored is SchedulerException or ObjectDisposedException || StorageFaults.IsOutage(unstored))
        {
            logger.LogWarning("The scheduler could not be woken; its next tick finds what waits: {Problem}", unstored.Message);
        }
    }
}
