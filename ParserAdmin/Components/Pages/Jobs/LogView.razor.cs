using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>
/// A job's log, live. It holds the newest lines that fit the filter, at most <see cref="LogRing.Capacity"/>, and says what it leaves out. Whoever
/// scrolls up keeps what they read: news wait until they follow again.
/// </summary>
public sealed partial class LogView
{
    private const float RowHeight = 22;
    private const int MostCounted = 1_000_000;
    private readonly LogRing _ring = new();
    private readonly HashSet<JobLogLevel> _levels = [.. Enum.GetValues<JobLogLevel>()];
    private List<JobLogLine>? _held;
    private JobLogLine? _chosen;
    private string _text = "";
    private bool _following = true;
    private int _missed;
    private ElementReference _box;
    private DotNetObjectReference<LogView>? _self;
    private IJSObjectReference? _script;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Parameter, EditorRequired]
    public Guid JobId { get; set; }

    protected override object LoadKey => JobId;

    private List<JobLogLine> Shown => _held ?? _ring.Lines;

    private bool IsNarrowed => _levels.Count < Enum.GetValues<JobLogLevel>().Length || _text.Length > 0;

    private JobLogFilter Filter => new(JobId, Levels: _levels.Count == Enum.GetValues<JobLogLevel>().Length ? null : [.. _levels], Text: _text);

    private string Note
    {
        get
        {
            if (!Loaded)
                return "Reading the log…";
            var total = _ring.Total >= MostCounted ? $"{Text(MostCounted)}+" : Text(_ring.Total);
            var matching = IsNarrowed ? " matching" : "";
            return _ring.IsCut
                ? $"Showing the last {Text(_ring.Lines.Count)} of {total}{matching} lines; download all for the rest."
                : $"{total}{matching} {(_ring.Total == 1 ? "line" : "lines")}";
        }
    }

    /// <summary>The script tells when the person scrolls up, or down to the end again.</summary>
    [JSInvokable]
    public Task OnScrolledAsync(bool atEnd) => atEnd == _following ? Task.CompletedTask : SetFollowingAsync(atEnd);

    protected override bool Wants(IEvent raised) => raised is JobLogged logged && logged.Lines.Any(line => line.JobId == JobId);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var newest = await Jobs.LogTailAsync(Filter, LogRing.Capacity, cancellationToken);
        var total = newest.Count < LogRing.Capacity ? newest.Count : await Jobs.CountLogAsync(Filter, MostCounted, cancellationToken);
        _ring.Load(newest, total);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        var filter = Filter;
        var added = _ring.Add(batch.OfType<JobLogged>().SelectMany(logged => logged.Lines).Where(line => filter.Includes(line) && Contains(line)));
        if (!_following)
            _missed += added;
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _script = await Js.InvokeAsync<IJSObjectReference>("import", "/js/log-view.js");
        if (_script is not null)
            await _script.InvokeVoidAsync("follow", _box, _self);
    }

    protected override ValueTask CloseAsync()
    {
        // The element is gone with its listeners; only this side has something to let go of.
        _self?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SetFollowingAsync(bool following)
    {
        _following = following;
        _held = following ? null : [.. _ring.Lines];
        _missed = 0;
        StateHasChanged();
        if (_script is not null)
            await _script.InvokeVoidAsync("setFollowing", _box, following);
    }

    private Task ToggleAsync(JobLogLevel level)
    {
        if (!_levels.Remove(level))
            _levels.Add(level);
        return NarrowAsync();
    }

    private Task FindAsync(ChangeEventArgs change)
    {
        _text = change.Value?.ToString()?.Trim() ?? "";
        return NarrowAsync();
    }

    private async Task NarrowAsync()
    {
        _chosen = null;
        await ReloadAsync();
        await SetFollowingAsync(true);
    }

    private bool IsOn(JobLogLevel level) => _levels.Contains(level);

    private bool Contains(JobLogLine line) =>
        _text.Length == 0 || line.Message.Contains(_text, StringComparison.OrdinalIgnoreCase) || line.Url?.Contains(_text, StringComparison.OrdinalIgnoreCase) == true;

    private static string Word(JobLogLevel level) => level switch
    {
        JobLogLevel.Debug => "debug",
        JobLogLevel.Info => "info",
        JobLogLevel.Warning => "warn",
        _ => "error",
    };

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
