using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Schedules;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Diff;
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
    private ScheduleForm _form = new();
    private ScheduleForm _begun = new();
    private Schedule? _seen;
    private string? _changed;
    private IReadOnlyList<DiffRow> _theirs = [];
    private IReadOnlyList<ScheduleView> _targets = [];
    private string _source = "";
    private string _task = "";
    private string _name = "";
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

    private NewSchedule Wanted => new(_task, _source, QueryText.Clean(_name), _form.Edit);

    private DateTime Now => Clock.UtcMilliseconds();

    private (ScheduleTiming? Timing, string? Problem, string? Field) Resolved =>
        _settings is null ? default : _form.Edit.Resolve(_task, _settings);

    private string? Wrong =>
        _refused is { } refused && refused.Wanted.Equals(Wanted) ? refused.Words
        : Schedule is null && _settings is not null && _targets.Count == 0 ? "No source has a task that can run. Add a source first."
        : _form.Kind == WhenKind.Interval && _form.Seconds is null ? "Say how many minutes, as a number such as 90."
        : Resolved.Problem;

    protected override async Task OnInitializedAsync()
    {
        var settings = await Settings.ReadAsync(CancellationToken.None);
        if (Schedule is { } schedule)
        {
            _seen = schedule;
            (_task, _preset, _form) = (schedule.Task, TaskDefinitions.Find(schedule.Task), ScheduleForm.Of(schedule));
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
        else if (_form.Kind == WhenKind.Settings && _preset?.Interval(settings) is { } interval)
            _form.Minutes = ScheduleForm.MinutesOf(interval.TotalSeconds);
        _begun = _form with { };
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
        if (_form.Kind == WhenKind.Settings)
            _form.Kind = WhenKind.Cron;
    }

    private async Task SaveAsync()
    {
        var wanted = Wanted;
        if (_seen is { } seen)
        {
            var result = await DecideAsync(actor =>
                Schedules.EditAsync(actor, seen.Id, wanted.Edit, seen.Version, null, CancellationToken.None)
            );
            if (result is { Status: CommandStatus.Conflict, Value: { } current })
            {
                Meet(seen, current);
                return;
            }
        }
        else
        {
            await DecideAsync(actor => Schedules.AddAsync(actor, wanted, null, CancellationToken.None));
        }

        _refused = Refusal is { } words ? (Wanted, words) : null;
    }

    /// <summary>What the person decides next, they decide on the schedule as it is now, and on what they are shown of it.</summary>
    private void Meet(Schedule seen, Schedule current)
    {
        var now = ScheduleForm.Of(current);
        (_changed, _refused) = ($"{current.UpdatedBy} changed this schedule meanwhile.", null);
        _theirs = ScheduleForm.Between(seen, current, _settings!);
        _form = _form.With(_begun, now);
        (_begun, _seen) = (now, current);
    }
}
