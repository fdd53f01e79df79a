using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Schedules;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Timing;

namespace ParserAdmin.Components.Dialogs;

/// <summary>
/// Adds a schedule or changes when one runs, and shows while one types what that would mean; what is refused is said here.
/// </summary>
public sealed partial class ScheduleDialog
{
    private ParserSettings? _settings;
    private TaskDefinition? _preset;
    private WhenKind _kind;
    private string _cron = "";
    private string _minutes = "";
    private string _zone = "";
    private OverlapPolicy _overlap;
    private MisfirePolicy _misfire = MisfirePolicy.RunOnce;
    private bool _enabled = true;
    private IReadOnlyList<ScheduleView> _targets = [];
    private string _source = "";
    private string _task = "";
    private string _name = "";
    private int _version;
    private (object Wanted, string Words)? _refused;

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private ScheduleQueries Queries { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>As the person saw it when the dialog was opened; null to add one.</summary>
    [Parameter]
    public Schedule? Schedule { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    /// <summary>What can have one more schedule: what came with one.</summary>
    private IEnumerable<(string Id, string Name)> Sources =>
        _targets.Select(view => (view.Schedule.SourceId!, view.SourceName ?? view.Schedule.SourceId!)).Distinct();

    private IEnumerable<string> Tasks => _targets.Where(view => view.Schedule.SourceId == _source).Select(view => view.Schedule.Task);

    private NewSchedule Wanted => new(_task, _source, QueryText.Clean(_name), Edit);

    private DateTime Now => Clock.UtcMilliseconds();

    private ScheduleEdit Edit =>
        new(
            _kind == WhenKind.Cron ? _cron.Trim() : null,
            _kind == WhenKind.Interval ? Seconds : null,
            _kind == WhenKind.Settings,
            QueryText.Clean(_zone),
            _enabled,
            _overlap,
            _misfire
        );

    /// <summary>Half minutes are fine; what is no number is no interval.</summary>
    private int? Seconds =>
        decimal.TryParse(
            _minutes.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var minutes
        ) && minutes is > 0 and < 1_000_000
            ? (int)(minutes * 60)
            : null;

    private (ScheduleTiming? Timing, string? Problem, string? Field) Resolved =>
        _settings is null ? default : Edit.Resolve(_task, _settings);

    private string? Wrong =>
        _refused is { } refused && refused.Wanted.Equals(Wanted) ? refused.Words
        : Schedule is null && _settings is not null && _targets.Count == 0 ? "No source has a task that can run. Add a source first."
        : _kind == WhenKind.Interval && Seconds is null ? "Say how many minutes, as a number such as 90."
        : Resolved.Problem;

    protected override async Task OnInitializedAsync()
    {
        var settings = await Settings.ReadAsync(CancellationToken.None);
        if (Schedule is { } schedule)
        {
            Take(schedule);
        }
        else
        {
            _targets =
            [
                .. (await Queries.AllAsync(CancellationToken.None)).Where(view =>
                    view.Schedule is { IsPreset: true, SourceId: not null } && view.Unavailable is null
                ),
            ];
        }

        _settings = settings;
        if (Schedule is null)
            Choose(_targets.Count > 0 ? _targets[0].Schedule.SourceId : "");
        else if (_kind == WhenKind.Settings && _preset?.Interval(settings) is { } interval)
            _minutes = Minutes(interval.TotalSeconds);
    }

    private void Choose(string? source)
    {
        _source = source ?? "";
        ChooseTask(Tasks.Contains(_task) ? _task : Tasks.FirstOrDefault());
    }

    /// <summary>A second schedule at the times of the first would only be skipped, so the times begin empty.</summary>
    private void ChooseTask(string? task)
    {
        _task = task ?? "";
        _preset = TaskDefinitions.Find(_task);
        if (_kind == WhenKind.Settings)
            _kind = WhenKind.Cron;
    }

    private static string Minutes(double seconds) => (seconds / 60).ToString("0.##", CultureInfo.InvariantCulture);

    private void Take(Schedule schedule)
    {
        (_task, _preset) = (schedule.Task, TaskDefinitions.Find(schedule.Task));
        _kind =
            schedule.Cron is not null ? WhenKind.Cron
            : schedule.IntervalSeconds is not null ? WhenKind.Interval
            : WhenKind.Settings;
        _cron = schedule.Cron ?? "";
        _minutes = schedule.IntervalSeconds is { } seconds ? Minutes(seconds) : "";
        _zone = schedule.TimeZone ?? "";
        (_overlap, _misfire, _enabled, _version) = (schedule.Overlap, schedule.Misfire, schedule.Enabled, schedule.Version);
    }

    private async Task SaveAsync()
    {
        var wanted = Wanted;
        if (Schedule is { } schedule)
        {
            var result = await DecideAsync(actor => Schedules.EditAsync(actor, schedule.Id, Edit, _version, null, CancellationToken.None));

            // What the person decides next, they decide on the schedule as it is now, which the message tells of.
            if (result is { Status: CommandStatus.Conflict, Value: { } current })
                Take(current);
        }
        else
        {
            await DecideAsync(actor => Schedules.AddAsync(actor, wanted, null, CancellationToken.None));
        }

        _refused = Refusal is { } words ? (Wanted, words) : null;
    }

    private static string Words(WhenKind kind) =>
        kind switch
        {
            WhenKind.Settings => "as often as the settings say",
            WhenKind.Interval => "every so many minutes",
            _ => "at times (cron)",
        };

    private static string Words(OverlapPolicy policy) =>
        policy switch
        {
            OverlapPolicy.Queue => "let one wait",
            OverlapPolicy.CancelPrevious => "cancel the run before",
            _ => "skip this one",
        };

    private static string Words(MisfirePolicy policy) => policy == MisfirePolicy.RunOnce ? "run once, if it is not too late" : "skip it";
}
