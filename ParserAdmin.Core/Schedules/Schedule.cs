using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Schedules;

/// <summary>
/// When a task runs for a source; a row of <c>schedules</c>. Exactly one of <see cref="Cron"/>, <see cref="IntervalSeconds"/> and
/// <see cref="FollowsSetting"/> says when.
/// </summary>
public sealed class Schedule : Pausable
{
    private Schedule() { }

    /// <summary>
    /// The task, and behind a colon the source: <c>catalog-sync:shop</c>; the task alone for one without a source. One that a person added
    /// has a name behind that: <c>catalog-sync:shop:nightly</c>.
    /// </summary>
    public string Id { get; private set; } = "";

    public string Task { get; private set; } = "";

    /// <summary>Null for a task of the whole program.</summary>
    public string? SourceId { get; private set; }

    /// <summary>Five fields, or a macro such as <c>@daily</c>.</summary>
    public string? Cron { get; private set; }

    public int? IntervalSeconds { get; private set; }

    /// <summary>
    /// The property of <see cref="ParserAdmin.Core.Safety.Settings.ParserSettings"/> that the interval is read from, until someone edits
    /// the schedule.
    /// </summary>
    public string? FollowsSetting { get; private set; }

    /// <summary>IANA id; null for the zone of the settings.</summary>
    public string? TimeZone { get; private set; }

    /// <summary>The task's feature flag for this source.</summary>
    public bool Enabled { get; private set; } = true;

    public OverlapPolicy Overlap { get; private set; }

    public MisfirePolicy Misfire { get; private set; } = MisfirePolicy.RunOnce;

    /// <summary>Why its slots start nothing, for people, or null.</summary>
    public string? Block =>
        Paused ? $"The schedule is paused by {PausedBy}: {PauseReason}"
        : !Enabled ? "The schedule is switched off"
        : null;

    /// <summary>The source brought it, or the program: it cannot be deleted, for it would come back.</summary>
    public bool IsPreset => Id == IdOf(Task, SourceId);

    /// <summary>What a person called it; null for a preset.</summary>
    public string? Name => IsPreset ? null : Id[(IdOf(Task, SourceId).Length + 1)..];

    public static string IdOf(string task, string? sourceId) => string.IsNullOrEmpty(sourceId) ? task : $"{task}:{sourceId}";

    public static string IdOf(string task, string sourceId, string name) => $"{IdOf(task, sourceId)}:{name}";

    /// <summary>
    /// Whether <paramref name="id"/> is a schedule of this task and source, preset or added. Neither task nor source holds a colon.
    /// </summary>
    public static bool IsOf(string id, string task, string sourceId) =>
        IdOf(task, sourceId) is var preset
        && (id == preset || (sourceId.Length > 0 && id.StartsWith($"{preset}:", StringComparison.Ordinal)));

    internal static Schedule Create(TaskDefinition preset, string? sourceId, string by, DateTime now)
    {
        var schedule = new Schedule
        {
            Id = IdOf(preset.Name, sourceId),
            Task = preset.Name,
            SourceId = sourceId,
            Cron = preset.Cron,
            FollowsSetting = preset.FollowsSetting,
        };
        schedule.Touch(by, now);
        return schedule;
    }

    internal static Schedule Add(
        string task,
        string sourceId,
        string name,
        ScheduleEdit wanted,
        string? followsSetting,
        string by,
        DateTime now
    )
    {
        var schedule = new Schedule
        {
            Id = IdOf(task, sourceId, name),
            Task = task,
            SourceId = sourceId,
        };
        schedule.Edit(wanted, followsSetting, by, now);
        return schedule;
    }

    internal void Edit(ScheduleEdit edit, string? followsSetting, string by, DateTime now)
    {
        Cron = edit.Cron;
        IntervalSeconds = edit.IntervalSeconds;
        FollowsSetting = edit.FollowSetting ? followsSetting : null;
        TimeZone = edit.TimeZone;
        Enabled = edit.Enabled;
        Overlap = edit.Overlap;
        Misfire = edit.Misfire;
        Touch(by, now);
    }
}
