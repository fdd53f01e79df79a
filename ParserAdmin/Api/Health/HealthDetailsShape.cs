using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api.Health;

/// <summary>Everything that can be wrong, one by one.</summary>
/// <param name="Status"><c>ok</c>, <c>degraded</c> (it works, but look), or <c>down</c>.</param>
/// <param name="Mode">Null while the settings cannot be read.</param>
internal sealed record HealthDetailsShape(
    string Status,
    ParserMode? Mode,
    bool? Stopped,
    SchedulerHealthShape Scheduler,
    DatabaseHealthShape Database,
    DiskHealthShape Disk,
    SourcesHealthShape? Sources,
    BrowserHealthShape Browser,
    PartHealthShape Notifications);
