using System.Text.Json;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Schedules;

/// <summary>Schedules as the audit trail tells of them.</summary>
internal static class ScheduleJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(Schedule schedule) =>
        JsonSerializer.Serialize(
            new
            {
                schedule.Cron,
                schedule.IntervalSeconds,
                schedule.FollowsSetting,
                schedule.TimeZone,
                schedule.Enabled,
                schedule.Paused,
                schedule.PauseReason,
                overlap = StoredEnum.Write(schedule.Overlap),
                misfire = StoredEnum.Write(schedule.Misfire),
                schedule.Version,
            },
            Options
        );
}
