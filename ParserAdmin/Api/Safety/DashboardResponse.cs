using ParserAdmin.Api.Cluster;
using ParserAdmin.Api.Jobs;
using ParserAdmin.Api.Schedules;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api.Safety;

/// <summary>All that the dashboard shows.</summary>
/// <param name="Pending">The newest, at most 100.</param>
internal sealed record DashboardResponse(
    ParserMode Mode,
    bool EnableAutoupdate,
    bool Stopped,
    DateTime? StoppedAt,
    string? StoppedBy,
    string? StopReason,
    long Epoch,
    long Version,
    IReadOnlyList<TaskResponse> Running,
    IReadOnlyList<TaskResponse> Pending,
    IReadOnlyList<NextRunResponse> NextRuns,
    LastDayResponse Last24h,
    IReadOnlyList<NodeResponse> Nodes
);
