using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api.Schedules;

/// <summary>This node's scheduler.</summary>
/// <param name="Running">Whether it ticks.</param>
/// <param name="Tick">Its last tick, UTC; null before the first.</param>
/// <param name="TickStatus"><c>ok</c>, <c>stale</c> or <c>down</c>.</param>
internal sealed record SchedulerResponse(
    bool Running,
    ParserMode Mode,
    bool Stopped,
    long Epoch,
    string Node,
    NodeRole Role,
    DateTime? Tick,
    string TickStatus,
    double TickIntervalSeconds
)
{
    public static SchedulerResponse Of(ParserSettings settings, NodeIdentity node, SchedulerHeartbeat heartbeat) =>
        new(
            heartbeat.Status != "down",
            settings.Mode,
            settings.Stopped,
            settings.Epoch,
            node.Name,
            node.Role,
            heartbeat.LastTick,
            heartbeat.Status,
            SchedulerHeartbeat.Interval.TotalSeconds
        );
}
