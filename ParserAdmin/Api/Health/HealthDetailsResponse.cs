using ParserAdmin.Core.Safety.Settings;

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
    PartHealthResponse Notifications);
