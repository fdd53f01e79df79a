using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules.Engines;

namespace ParserAdmin.Core.Execution;

/// <summary>Wakes this node's engine. A node of role web has none: its news of the pending job wakes the workers.</summary>
public sealed class NodeDispatcher(IEnumerable<IScheduleEngine> engines) : IJobDispatcher
{
    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        foreach (var engine in engines)
            await engine.WakeAsync(cancellationToken);
    }
}
