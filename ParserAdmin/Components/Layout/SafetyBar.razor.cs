using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Layout.Safety;
using ParserAdmin.Components.Shared.Scripts;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Components.Layout;

/// <summary>
/// Mode, stop and reset, on every page and for every person at once. The STOP button itself is in <see cref="StaticBar"/>.
/// </summary>
public sealed partial class SafetyBar
{
    /// <summary>News come at once; this is for what cannot be told, such as a database that no longer answers.</summary>
    private const int SecondsBetweenLooks = 5;

    /// <summary>A database that is frozen refuses nothing; it only never answers.</summary>
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(3);

    /// <summary>The place under the bar for what everyone has to know: the stop, the fail-safe, a database that is away.</summary>
    internal const string Notices = "safety-notices";

    private DotNetObjectReference<SafetyBar>? _self;

    // The epoch of the stop that this person is asked to explain: a view that was read before it knows nothing of its end.
    private long? _askFor;
    private int _seconds;
    private TabState? _told;

    [Inject]
    private SafetyReader Reader { get; set; } = default!;

    [Inject]
    private EmergencyStop EmergencyStop { get; set; } = default!;

    [Inject]
    private LocalLatch Latch { get; set; } = default!;

    [Inject]
    private SafetyCommands SafetyCommands { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Parameter]
    public EventCallback OnMenu { get; set; }

    /// <summary>What the browser's tab is to say, whenever it changes.</summary>
    [Parameter]
    public EventCallback<TabState?> OnTab { get; set; }

    private SafetyView? View { get; set; }

    private bool Unreadable { get; set; }

    private TabState? Tab => TabState.Of(View?.Settings, Unreadable || Latch.Reason is not null);

    protected override bool MovesWithClock => true;

    /// <summary>
    /// The STOP button, through the circuit. Never asks and never refuses an operator; the reason is asked for afterwards.
    /// </summary>
    /// <returns>Whether the stop is stored; where it is not, the script posts the plain form too.</returns>
    [JSInvokable]
    public async Task<bool> StopAsync()
    {
        var result = await Commands.StopAsync(stopper => EmergencyStop.StopAsync(stopper, null, CancellationToken.None), Person);
        _askFor = result is { Succeeded: true } ? result.Value.Epoch : null;
        StateHasChanged();
        return _askFor is not null;
    }

    protected override bool Wants(IEvent raised) => raised is SettingsChanged or NodeChanged or JobChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            View = await Reader.ReadAsync(cancellationToken).WaitAsync(ReadPatience, Clock, cancellationToken);
            Unreadable = false;
        }
        catch (Exception unread) when (StorageFaults.IsOutage(unread))
        {
            // What was read before may not hold any more; the gate says "stopped" now, and so does the bar.
            View = null;
            Unreadable = true;
        }
    }

    /// <summary>The mode is shown before the database is asked for the rest: all browsers know within a quarter of a second.</summary>
    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        if (
            View is { } view
            && batch.OfType<SettingsChanged>().LastOrDefault() is { } changed
            && changed.Settings.Version > view.Settings.Version
        )
        {
            View = view with { Settings = changed.Settings, Ended = changed.Settings.Stopped ? view.Ended : [] };
            StateHasChanged();
        }

        if (View is null || View.Settings.Stopped || batch.Any(raised => raised is not NodeChanged))
            await LoadAsync(cancellationToken);
        if (View is { Settings.Stopped: false } over && over.Settings.Epoch >= _askFor)
            _askFor = null;
    }

    protected override async Task OnSecondAsync(CancellationToken cancellationToken)
    {
        if (++_seconds % SecondsBetweenLooks == 0)
            await ReloadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_told != Tab)
            await OnTab.InvokeAsync(_told = Tab);
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        if (await ScriptModule.ImportAsync(Js, "./js/stop.js", Closing) is { } script)
            await script.InvokeVoidAsync("connect", _self);
    }

    protected override ValueTask CloseAsync()
    {
        // The script's module goes with the page it was loaded into; there is nobody left to tell.
        _self?.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task OpenModeAsync(ParserMode target) => Dialogs.AskModeAsync(target, View!.Settings.Version);

    private Task OpenResetAsync() => Dialogs.AskResetAsync(View!.Settings.Version);

    /// <summary>The stop is on record already; why is an entry of its own.</summary>
    private async Task GiveReasonAsync(string reason)
    {
        var result = await RunAsync(
            (actor, token) => SafetyCommands.ExplainStopAsync(actor, reason, token),
            _ => "The reason is on record."
        );
        if (result is { Succeeded: true })
            _askFor = null;
    }

    private string ModeTitle(ParserSettings settings) =>
        settings switch
        {
            { Stopped: true } => "The emergency stop is on. An admin has to reset it first.",
            { Mode: ParserMode.Manual } => TitleFor(Role.Operator, "Manual: schedules start nothing. Runs by hand work."),
            _ => TitleFor(Role.Operator, "Auto: schedules start jobs."),
        };

    private static string Note(SafetyView view) =>
        view switch
        {
            { Settings.Stopped: true } => "Nothing may start",
            { Running.Count: > 0 } => $"{view.Running.Count} running",
            { Settings.Mode: ParserMode.Manual } => "Schedules start nothing",
            _ => "Schedules are armed",
        };
}
