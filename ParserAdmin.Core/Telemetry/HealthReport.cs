using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Telemetry;

/// <summary>Everything that can be wrong, as this node sees it: for <c>/health/details</c> and the portal's page alike.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c> (it works, but look), or <c>down</c>.</param>
/// <param name="Settings">Null while they cannot be read.</param>
/// <param name="Nodes">Null while they cannot be read.</param>
/// <param name="Sources">Null while they cannot be counted.</param>
public sealed record HealthReport(
    string Status,
    ParserSettings? Settings,
    IReadOnlyList<Node>? Nodes,
    SchedulerState Scheduler,
    DatabaseState Database,
    double LatencyMs,
    DiskSpace Disk,
    SourceTally? Sources,
    BrowserState Browser
)
{
    /// <summary>The settings could be read, and nothing else is known to be wrong.</summary>
    public bool DatabaseWell => Settings is not null && Database.Fault is null;
}

/// <summary>The newest tick of any node's scheduler: whichever fires, the schedules go on.</summary>
/// <param name="LastTick">UTC; null before the first.</param>
/// <param name="Status"><c>ok</c>, <c>stale</c> or <c>down</c>.</param>
public sealed record SchedulerState(DateTime? LastTick, string Node, string Status);

/// <summary>How many sources there are, and how many failed in their last run.</summary>
public sealed record SourceTally(int Count, int Failing);
