using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Api.Schedules;

/// <summary>
/// How a schedule is to be. What is not named stays; naming one of cron, intervalSeconds and followSetting replaces the other two.
/// </summary>
/// <param name="Cron">Five fields (minute, hour, day, month, weekday) or a word such as <c>@daily</c>.</param>
/// <param name="FollowSetting">True to read the interval from the settings again.</param>
/// <param name="TimeZone">IANA id; empty for that of the settings.</param>
/// <param name="Version">That of the schedule on which this was decided.</param>
internal sealed record ScheduleRequest(
    string? Cron = null,
    int? IntervalSeconds = null,
    bool? FollowSetting = null,
    string? TimeZone = null,
    bool? Enabled = null,
    OverlapPolicy? Overlap = null,
    MisfirePolicy? Misfire = null,
    int? Version = null,
    string? Reason = null
)
{
    public ScheduleEdit ToEdit(Schedule schedule)
    {
        var now = ScheduleEdit.Of(schedule);
        var named = Cron is not null || IntervalSeconds is not null || FollowSetting == true;
        return new ScheduleEdit(
            named ? Cron?.Trim() : now.Cron,
            named ? IntervalSeconds : now.IntervalSeconds,
            named ? FollowSetting == true : now.FollowSetting,
            TimeZone is null ? now.TimeZone
                : TimeZone.Length == 0 ? null
                : TimeZone,
            Enabled ?? now.Enabled,
            Overlap ?? now.Overlap,
            Misfire ?? now.Misfire
        );
    }
}
