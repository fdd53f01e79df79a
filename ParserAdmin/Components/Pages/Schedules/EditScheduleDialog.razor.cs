using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Scheduling;
using Radzen;

namespace ParserAdmin.Components.Pages.Schedules;

/// <summary>Changes when a schedule runs, and shows while one types what that would mean; what is refused is said here.</summary>
public sealed partial class EditScheduleDialog
{
    private ParserSettings? _settings;
    private TaskPreset? _preset;
    private WhenKind _kind;
    private string _cron = "";
    private string _minutes = "";
    private string _zone = "";
    private OverlapPolicy _overlap;
    private MisfirePolicy _misfire;
    private bool _enabled;
    private int _version;
    private (ScheduleEdit Edit, string Words)? _refused;
    private bool _busy;

    [Inject]
    private ScheduleCommands Schedules { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>As the person saw it when the dialog was opened.</summary>
    [Parameter, EditorRequired]
    public required Schedule Schedule { get; set; }

    private DateTime Now => Clock.UtcMilliseconds();

    private ScheduleEdit Edit => new(
        _kind == WhenKind.Cron ? _cron.Trim() : null,
        _kind == WhenKind.Interval ? Seconds : null,
        _kind == WhenKind.Settings,
        _zone.Trim() is { Length: > 0 } zone ? zone : null,
        _enabled, _overlap, _misfire);

    /// <summary>Half minutes are fine; what is no number is no interval.</summary>
    private int? Seconds =>
        decimal.TryParse(_minutes.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var minutes)
        && minutes is > 0 and < 1_000_000 ? (int)(minutes * 60) : null;

    private (ScheduleTiming? Timing, string? Problem) Resolved => _settings is null ? default : Edit.Resolve(Schedule.Task, _settings, Now);

    private string? Wrong =>
        _refused is { } refused && refused.Edit == Edit ? refused.Words
        : _kind == WhenKind.Interval && Seconds is null ? "Say how many minutes, as a number such as 90."
        : Resolved.Problem;

    protected override async Task OnInitializedAsync()
    {
        _preset = TaskPresets.Find(Schedule.Task);
        Take(Schedule);
        _settings = await Settings.ReadAsync(CancellationToken.None);
        if (_kind == WhenKind.Settings && _preset?.Interval(_settings) is { } interval)
            _minutes = Minutes(interval.TotalSeconds);
    }

    private static string Minutes(double seconds) => (seconds / 60).ToString("0.##", CultureInfo.InvariantCulture);

    private void Take(Schedule schedule)
    {
        _kind = schedule.Cron is not null ? WhenKind.Cron : schedule.IntervalSeconds is not null ? WhenKind.Interval : WhenKind.Settings;
        _cron = schedule.Cron ?? "";
        _minutes = schedule.IntervalSeconds is { } seconds ? Minutes(seconds) : "";
        _zone = schedule.TimeZone ?? "";
        (_overlap, _misfire, _enabled, _version) = (schedule.Overlap, schedule.Misfire, schedule.Enabled, schedule.Version);
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var actor = await CurrentActor.GetAsync(CancellationToken.None);
            var result = await Schedules.EditAsync(actor, Schedule.Id, Edit, _version, null, CancellationToken.None);
            if (result.Succeeded)
                Dialogs.Close(true);

            // What the person decides next, they decide on the schedule as it is now, which the message tells of.
            else if (result is { Status: CommandStatus.Conflict, Value: { } current })
                Take(current);
            _refused = result.Message is { } words ? (Edit, words) : null;
        }
        finally
        {
            _busy = false;
        }
    }
}
