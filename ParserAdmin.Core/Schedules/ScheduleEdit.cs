using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Timing;

namespace ParserAdmin.Core.Schedules;

/// <summary>What someone wants a schedule to be. Exactly one of the first three says when.</summary>
/// <param name="Cron">Five fields or a macro.</param>
/// <param name="FollowSetting">Read the interval from the settings again.</param>
/// <param name="TimeZone">IANA id; null for the zone of the settings.</param>
public sealed record ScheduleEdit(
    string? Cron,
    int? IntervalSeconds,
    bool FollowSetting,
    string? TimeZone,
    bool Enabled,
    OverlapPolicy Overlap,
    MisfirePolicy Misfire
)
{
    public static ScheduleEdit Of(Schedule schedule) =>
        new(
            schedule.Cron,
            schedule.IntervalSeconds,
            schedule.FollowsSetting is not null,
            schedule.TimeZone,
            schedule.Enabled,
            schedule.Overlap,
            schedule.Misfire
        );

    /// <summary>When the task would run then, or what is wrong, in words, and with which value.</summary>
    public (ScheduleTiming? Timing, string? Problem, string? Field) Resolve(string task, ParserSettings settings)
    {
        if (TaskDefinitions.Find(task) is not { } preset)
            return (null, $"This version does not know the task '{task}'.", "task");
        if (Problem(preset, settings) is (var field, { } problem))
            return (null, problem, field);
        var interval =
            FollowSetting ? preset.Interval(settings)
            : IntervalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds)
            : (TimeSpan?)null;
        return (new ScheduleTiming(interval, Cron, TimeZone ?? settings.TimeZone), null, null);
    }

    private (string Field, string? Problem) Problem(TaskDefinition preset, ParserSettings settings)
    {
        if ((Cron is null ? 0 : 1) + (IntervalSeconds is null ? 0 : 1) + (FollowSetting ? 1 : 0) != 1)
            return ("cron", "Say when in one way: a cron expression, an interval, or the interval of the settings.");
        if (FollowSetting && preset.FollowsSetting is null)
            return ("followSetting", $"There is no setting that {preset.Name} could follow. Give a cron expression or an interval.");
        if (IanaZones.Problem(TimeZone ?? settings.TimeZone) is { } noZone)
            return ("timeZone", noZone);
        if (Cron is not null)
            return ("cron", CronText.Read(Cron).Problem);
        var (shortest, longest) = preset.Bounds;
        return (
            "intervalSeconds",
            IntervalSeconds is { } seconds && (seconds < shortest.TotalSeconds || seconds > longest.TotalSeconds)
                ? $"{preset.Name} runs at most every {ScheduleText.Span(shortest)} and at least every {ScheduleText.Span(longest)}; "
                    + $"{seconds} seconds is not between."
                : null
        );
    }
}
