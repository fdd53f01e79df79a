namespace ParserAdmin.Core.Safety.Settings;

/// <summary>
/// Every number an admin may change, with its bounds: the PATCH call, the portal and the database's CHECKs read this one list.
/// </summary>
public static class SettingsLimits
{
    public static IReadOnlyList<SettingsLimit> All { get; } =
    [
        new(
            nameof(ParserSettings.CatalogSyncIntervalHours),
            "Intervals",
            "Catalogue sync every (hours)",
            1,
            8760,
            s => s.CatalogSyncIntervalHours,
            (s, v) => s with { CatalogSyncIntervalHours = v }
        ),
        new(
            nameof(ParserSettings.EpisodeSyncIntervalMinutes),
            "Intervals",
            "Episode sync every (minutes)",
            1,
            10080,
            s => s.EpisodeSyncIntervalMinutes,
            (s, v) => s with { EpisodeSyncIntervalMinutes = v }
        ),
        new(
            nameof(ParserSettings.ChannelParseIntervalSeconds),
            "Intervals",
            "Channel parse every (seconds)",
            5,
            86400,
            s => s.ChannelParseIntervalSeconds,
            (s, v) => s with { ChannelParseIntervalSeconds = v }
        ),
        new(
            nameof(ParserSettings.ListingScrapeIntervalMinutes),
            "Intervals",
            "Listing scrape every (minutes)",
            1,
            60,
            s => s.ListingScrapeIntervalMinutes,
            (s, v) => s with { ListingScrapeIntervalMinutes = v }
        ),
        new(
            nameof(ParserSettings.MaxConcurrency),
            "Jobs",
            "Jobs at once",
            1,
            64,
            s => s.MaxConcurrency,
            (s, v) => s with { MaxConcurrency = v }
        ),
        new(
            nameof(ParserSettings.MisfireGraceSeconds),
            "Jobs",
            "A run is missed after (seconds)",
            1,
            86400,
            s => s.MisfireGraceSeconds,
            (s, v) => s with { MisfireGraceSeconds = v }
        ),
        new(nameof(ParserSettings.RetryMax), "Jobs", "Retries", 0, 20, s => s.RetryMax, (s, v) => s with { RetryMax = v }),
        new(
            nameof(ParserSettings.ShutdownGraceSeconds),
            "Jobs",
            "Grace at shutdown (seconds)",
            0,
            600,
            s => s.ShutdownGraceSeconds,
            (s, v) => s with { ShutdownGraceSeconds = v }
        ),
        new(
            nameof(ParserSettings.StopDeadlineSeconds),
            "Jobs",
            "A stopping job is lost after (seconds)",
            1,
            300,
            s => s.StopDeadlineSeconds,
            (s, v) => s with { StopDeadlineSeconds = v }
        ),
        new(
            nameof(ParserSettings.HistoryRetentionDays),
            "History",
            "Keep history (days)",
            1,
            3650,
            s => s.HistoryRetentionDays,
            (s, v) => s with { HistoryRetentionDays = v }
        ),
        new(
            nameof(ParserSettings.FailSafeWindow),
            "Fail-safe",
            "Fail-safe looks at the last (jobs)",
            1,
            1000,
            s => s.FailSafeWindow,
            (s, v) => s with { FailSafeWindow = v }
        ),
        new(
            nameof(ParserSettings.FailSafePercent),
            "Fail-safe",
            "Fail-safe switches at (% failed)",
            1,
            100,
            s => s.FailSafePercent,
            (s, v) => s with { FailSafePercent = v }
        ),
        new(
            nameof(ParserSettings.LpaMaxAgeHours),
            "Intervals",
            "Force a historical run after (hours)",
            1,
            8760,
            s => s.LpaMaxAgeHours,
            (s, v) => s with { LpaMaxAgeHours = v }
        ),
        new(
            nameof(ParserSettings.KnownItemsInARow),
            "Fetching",
            "An incremental run stops after known items in a row",
            1,
            1000,
            s => s.KnownItemsInARow,
            (s, v) => s with { KnownItemsInARow = v }
        ),
        new(
            nameof(ParserSettings.HostDelayMs),
            "Fetching",
            "Least delay between requests to a host (milliseconds)",
            0,
            3_600_000,
            s => s.HostDelayMs,
            (s, v) => s with { HostDelayMs = v }
        ),
    ];
}
