namespace ParserAdmin.Core.Safety.Settings;

/// <summary>
/// The one row of <c>parser_settings</c>: the single source of truth about what may run. Immutable here; a change is a new value that
/// <see cref="SafetyMachine"/> made and <see cref="SafetyCommands"/> stored.
/// </summary>
public sealed record ParserSettings
{
    public int Id { get; init; } = 1;

    public ParserMode Mode { get; init; }

    public bool EnableAutoupdate { get; init; }

    public int CatalogSyncIntervalHours { get; init; } = 24;

    public int EpisodeSyncIntervalMinutes { get; init; } = 60;

    public int ChannelParseIntervalSeconds { get; init; } = 300;

    public int ListingScrapeIntervalMinutes { get; init; } = 5;

    /// <summary>Jobs running at once, over all nodes.</summary>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>A scheduled run later than this is recorded as missed.</summary>
    public int MisfireGraceSeconds { get; init; } = 300;

    public int RetryMax { get; init; } = 3;

    public int ShutdownGraceSeconds { get; init; } = 30;

    /// <summary>A cancelled job that has not ended after this long is shown as lost.</summary>
    public int StopDeadlineSeconds { get; init; } = 10;

    public int HistoryRetentionDays { get; init; } = 30;

    /// <summary>The fail-safe looks at this many last jobs …</summary>
    public int FailSafeWindow { get; init; } = 20;

    /// <summary>… and switches to manual when this share of them failed.</summary>
    public int FailSafePercent { get; init; } = 80;

    public int LpaMaxAgeHours { get; init; } = 48;

    /// <summary>
    /// A run that only looks for what is new stops after so many known items in a row; fewer may be posts that a site keeps on top.
    /// </summary>
    public int KnownItemsInARow { get; init; } = 10;

    /// <summary>No host is asked more often than this, whatever a definition says; 0 leaves it to the definitions.</summary>
    public int HostDelayMs { get; init; }

    /// <summary>IANA id of the zone in which cron schedules count, where they name none.</summary>
    public string TimeZone { get; init; } = "UTC";

    public bool Stopped { get; init; }

    public DateTime? StoppedAt { get; init; }

    public string? StoppedBy { get; init; }

    public string? StopReason { get; init; }

    /// <summary>Raised by every stop; a job of an older epoch may neither fetch nor write.</summary>
    public long Epoch { get; init; }

    /// <summary>Raised by every change; a change decided on an older one is refused.</summary>
    public long Version { get; init; } = 1;

    public DateTime UpdatedAt { get; init; }

    public string UpdatedBy { get; init; } = "system";

    public string? UpdateReason { get; init; }

    /// <summary>When the mode became auto last, UTC; the fail-safe counts from there.</summary>
    public DateTime? AutoSince { get; init; }

    /// <summary>When the fail-safe switched to manual, UTC; null once someone has switched the mode since.</summary>
    public DateTime? FailSafeAt { get; init; }

    /// <summary>Why it did.</summary>
    public string? FailSafeReason { get; init; }

    /// <summary>This row as the program wrote it last, in JSON. Where it differs from the row, someone else wrote.</summary>
    public string Sealed { get; init; } = "";
}
