using System.Globalization;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Timing;

namespace ParserAdmin.Components.Pages.Schedules;

/// <summary>When a schedule runs, as a person enters it.</summary>
public sealed record ScheduleForm
{
    public WhenKind Kind { get; set; }

    public string Cron { get; set; } = "";

    /// <summary>As typed.</summary>
    public string Minutes { get; set; } = "";

    public string Zone { get; set; } = "";

    public OverlapPolicy Overlap { get; set; }

    public MisfirePolicy Misfire { get; set; } = MisfirePolicy.RunOnce;

    public bool Enabled { get; set; } = true;

    public ScheduleEdit Edit =>
        new(
            Kind == WhenKind.Cron ? Cron.Trim() : null,
            Kind == WhenKind.Interval ? Seconds : null,
            Kind == WhenKind.Settings,
            QueryText.Clean(Zone),
            Enabled,
            Overlap,
            Misfire
        );

    /// <summary>Half minutes are fine; what is no number is no interval.</summary>
    public int? Seconds =>
        decimal.TryParse(
            Minutes.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var minutes
        ) && minutes is > 0 and < 1_000_000
            ? (int)(minutes * 60)
            : null;

    public static ScheduleForm Of(Schedule schedule) =>
        new()
        {
            Kind =
                schedule.Cron is not null ? WhenKind.Cron
                : schedule.IntervalSeconds is not null ? WhenKind.Interval
                : WhenKind.Settings,
            Cron = schedule.Cron ?? "",
            Minutes = schedule.IntervalSeconds is { } seconds ? MinutesOf(seconds) : "",
            Zone = schedule.TimeZone ?? "",
            Overlap = schedule.Overlap,
            Misfire = schedule.Misfire,
            Enabled = schedule.Enabled,
        };

    public static string MinutesOf(double seconds) => (seconds / 60).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Somebody saved: entries stay, and where nothing was entered the new value comes in.</summary>
    /// <param name="begun">What the person began with.</param>
    public ScheduleForm With(ScheduleForm begun, ScheduleForm now)
    {
        var when = (Kind, Cron, Minutes) == (begun.Kind, begun.Cron, begun.Minutes) ? now : this;
        return new ScheduleForm
        {
            Kind = when.Kind,
            Cron = when.Cron,
            Minutes = when.Minutes,
            Zone = Zone == begun.Zone ? now.Zone : Zone,
            Overlap = Overlap == begun.Overlap ? now.Overlap : Overlap,
            Misfire = Misfire == begun.Misfire ? now.Misfire : Misfire,
            Enabled = Enabled == begun.Enabled ? now.Enabled : Enabled,
        };
    }

    /// <summary>What of a schedule changed.</summary>
    public static IReadOnlyList<DiffRow> Between(Schedule before, Schedule after, ParserSettings settings)
    {
        return
        [
            .. new[]
            {
                Row("Runs", When),
                Row("Time zone", schedule => schedule.TimeZone ?? "the settings'"),
                Row("If the run before has not ended", schedule => Words(schedule.Overlap)),
                Row("If a slot was missed", schedule => Words(schedule.Misfire)),
                Row("Switched on", schedule => schedule.Enabled ? "yes" : "no"),
                Row("Paused", schedule => schedule.PauseReason ?? "no"),
            }.Where(row => row.Kind != DiffKind.Same),
        ];

        DiffRow Row(string field, Func<Schedule, string> text) => new(field, text(before), text(after));

        string When(Schedule schedule) =>
            ScheduleEdit.Of(schedule).Resolve(schedule.Task, settings).Timing is { } timing
                ? ScheduleText.Of(timing)
                : Words(Of(schedule).Kind);
    }

    public static string Words(WhenKind kind) =>
        kind switch
        {
            WhenKind.Settings => "as often as the settings say",
            WhenKind.Interval => "every so many minutes",
            _ => "at times (cron)",
        };

    public static string Words(OverlapPolicy policy) =>
        policy switch
        {
            OverlapPolicy.Queue => "let one wait",
            OverlapPolicy.CancelPrevious => "cancel the run before",
            _ => "skip this one",
        };

    public static string Words(MisfirePolicy policy) => policy == MisfirePolicy.RunOnce ? "run once, if it is not too late" : "skip it";
}
