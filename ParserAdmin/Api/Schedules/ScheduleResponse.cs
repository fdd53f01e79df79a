using ParserAdmin.Api.Jobs;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Api.Schedules;

/// <summary>A schedule. Exactly one of cron, interval and the followed setting says when; <c>when</c> says it in words.</summary>
/// <param name="Name">What a person called it; null for the one that the source brought, which cannot be deleted.</param>
/// <param name="SourceId">Null for a task of the whole program.</param>
/// <param name="IntervalSeconds">Also where the interval is the settings'.</param>
/// <param name="FollowsSetting">The setting that the interval is read from until the schedule is edited.</param>
/// <param name="TimeZone">IANA id; null for that of the settings.</param>
/// <param name="Available">Whether the task can run at all; otherwise <c>reason</c> says why not.</param>
/// <param name="Reason">Why it starts nothing: unavailable, paused, switched off, source paused.</param>
/// <param name="NextRunAt">UTC; null where it starts nothing. In manual mode the slot is only recorded as skipped.</param>
/// <param name="NextRuns">The next five, UTC, rising.</param>
/// <param name="LastRun">The newest job that this schedule or a person began.</param>
/// <param name="LastSkippedAt">UTC, where its newest slot was skipped; else null. <c>/tasks/recent?scheduleId=…&amp;status=skipped</c>
/// lists them all.</param>
internal sealed record ScheduleResponse(
    string Id,
    string Task,
    string? SourceId,
    string? Name,
    string When,
    string? Cron,
    double? IntervalSeconds,
    string? FollowsSetting,
    string? TimeZone,
    bool Enabled,
    bool Paused,
    string? PauseReason,
    string? PausedBy,
    OverlapPolicy Overlap,
    MisfirePolicy Misfire,
    bool Available,
    string? Reason,
    DateTime? NextRunAt,
    IReadOnlyList<DateTime> NextRuns,
    TaskResponse? LastRun,
    DateTime? LastSkippedAt,
    string? LastSkipReason,
    int Version,
    DateTime UpdatedAt,
    string UpdatedBy
)
{
    public static ScheduleResponse Of(ScheduleOverview overview)
    {
        var (view, schedule) = (overview.View, overview.View.Schedule);
        return new ScheduleResponse(
            schedule.Id,
            schedule.Task,
            schedule.SourceId,
            schedule.Name,
            view.When,
            schedule.Cron,
            view.Timing.Interval?.TotalSeconds,
            schedule.FollowsSetting is { } setting ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(setting) : null,
            schedule.TimeZone,
            schedule.Enabled,
            schedule.Paused,
            schedule.PauseReason,
            schedule.PausedBy,
            schedule.Overlap,
            schedule.Misfire,
            view.Unavailable is null,
            view.Unavailable ?? view.Block,
            overview.Next.Count > 0 ? overview.Next[0] : null,
            overview.Next,
            overview.LastRun is { } job ? TaskResponse.Of(job) : null,
            overview.LastSkipped?.RequestedAt,
            overview.LastSkipped?.Reason,
            schedule.Version,
            schedule.UpdatedAt,
            schedule.UpdatedBy
        );
    }
}
