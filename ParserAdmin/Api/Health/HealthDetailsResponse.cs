using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Telemetry;

namespace ParserAdmin.Api.Health;

/// <summary>Everything that can be wrong, one by one.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c> (it works, but look), or <c>down</c>.</param>
/// <param name="Mode">Null while the settings cannot be read.</param>
internal sealed record HealthDetailsResponse(
    string Status,
    ParserMode? Mode,
    bool? Stopped,
    SchedulerHealthResponse Scheduler,
    DatabaseHealthResponse Database,
    DiskHealthResponse Disk,
    SourcesHealthResponse? Sources,
    BrowserHealthResponse Browser,
    PartHealthResponse Notifications
)
{
    public static HealthDetailsResponse Of(HealthReport report, string provider) =>
        new(
            report.Status,
            report.Settings?.Mode,
            report.Settings?.Stopped,
            new SchedulerHealthResponse(
                report.Scheduler.LastTick,
                (int)SchedulerHeartbeat.Interval.TotalSeconds,
                report.Scheduler.Node,
                report.Scheduler.Status
            ),
            DatabaseHealthResponse.Of(provider, report.Settings is not null, report.LatencyMs, report.Database),
            new DiskHealthResponse(report.Disk.FreeBytes, report.Disk.Status),
            report.Sources is not { } sources
                ? null
                : new SourcesHealthResponse(sources.Count, sources.Failing, sources.Failing == 0 ? "ok" : "failing"),
            BrowserHealthResponse.Of(report.Browser),
            new PartHealthResponse("off")
        );
}
