using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Api.Schedules;

/// <summary>One more schedule for a task of a source. Exactly one of cron, intervalSeconds and followSetting says when.</summary>
/// <param name="Name">A short word that becomes the end of the id; the next free number if it is left out.</param>
/// <param name="Cron">Five fields (minute, hour, day, month, weekday) or a word such as <c>@daily</c>.</param>
/// <param name="FollowSetting">True to read the interval from the settings.</param>
/// <param name="TimeZone">IANA id; that of the settings if it is left out.</param>
/// <param name="Reason">Goes on record.</param>
internal sealed record NewScheduleRequest(
    string? Task = null,
    string? SourceId = null,
    string? Name = null,
    string? Cron = null,
    int? IntervalSeconds = null,
    bool? FollowSetting = null,
    string? TimeZone = null,
    bool Enabled = true,
    OverlapPolicy Overlap = OverlapPolicy.Skip,
    MisfirePolicy Misfire = MisfirePolicy.RunOnce,
    string? Reason = null
)
{
    /// <exception cref="BadInputException">Task or source is not named.</exception>
    public NewSchedule ToSchedule() =>
        new(
            Task is { Length: > 0 } task ? task : throw new BadInputException("task", "Say which task, such as catalog-sync."),
            SourceId is { Length: > 0 } source ? source : throw new BadInputException("sourceId", "Say for which source."),
            Name is { Length: > 0 } name ? name : null,
            new ScheduleEdit(
                Cron?.Trim(),
                IntervalSeconds,
                FollowSetting == true,
                TimeZone is { Length: > 0 } zone ? zone : null,
                Enabled,
                Overlap,
                Misfire
            )
        );
}
