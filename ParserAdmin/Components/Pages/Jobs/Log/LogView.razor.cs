using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Components.Shared.Logs;
using ParserAdmin.Components.Shared.Scripts;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs.Log;

/// <summary>
/// A job's log, live. It knows where all lines are and draws those that are looked at. Whoever scrolls up keeps what they read: new lines
/// are counted until they follow again.
/// </summary>
public sealed partial class LogView
{
    private const int RowHeight = 20;
    private readonly JobLogIndex _index = new();
    private readonly LogFind _find = new();
    private JobLogWindow _window = default!;
    private JobLogLine? _chosen;
    private bool _following = true;
    private bool _wrap;
    private int _missed;
    private int? _reveal;
    private ElementReference _box;
    private LogScript<LogView>? _script;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private JobLogQueries Log { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Parameter, EditorRequired]
    public Guid JobId { get; set; }

    /// <summary>Whether more lines may come.</summary>
    [Parameter]
    public bool IsLive { get; set; } = true;

    /// <summary>What the address says: what to look for, the levels to show, the line to open at.</summary>
    [Parameter]
    public LogPlace Place { get; set; } = LogPlace.End;

    /// <summary>The person looks for something else or at other levels.</summary>
    [Parameter]
    public EventCallback<LogPlace> OnPlace { get; set; }

    protected override object LoadKey => JobId;

    private string Note =>
        !Loaded ? "Reading the log…"
        : _index.Cut > 0 ? $"{Text(_index.Total)} lines, the last {Text(_index.Total - _index.Cut)} held here; download for the rest"
        : _index.Rows < _index.Total ? $"{Text(_index.Rows)} of {Text(_index.Total)} lines"
        : $"{Text(_index.Total)} {(_index.Total == 1 ? "line" : "lines")}";

    /// <summary>
    /// The script tells what is seen when it nears the end of what is drawn, and when the person pauses or is at the end again.
    /// </summary>
    [JSInvokable]
    public async Task OnScrolledAsync(int top, int bottom, bool following)
    {
        _window.Seen = Math.Clamp(bottom - top + 1, 10, 200);
        if (following != _following)
            (_following, _missed) = (following, 0);
        await ShowAsync(top);
        StateHasChanged();
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _window = new JobLogWindow(_index, Log);
    }

    protected override bool Wants(IEvent raised) => raised is JobLogged logged && logged.Lines.Any(line => line.JobId == JobId);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var marks = await Log.MarksAsync(JobId, JobLogIndex.Capacity, cancellationToken);
        var total =
            marks.Count < JobLogIndex.Capacity
                ? marks.Count
                : await Jobs.CountLogAsync(new JobLogFilter(JobId), int.MaxValue - 1, cancellationToken);
        _window.Clear();
        _index.Load(marks, total);
        if (Loaded)
        {
            await LookForAsync(_find.Text, cancellationToken);
            await ShowAsync(_window.First + JobLogWindow.Margin);
            return;
        }

        _index.Choose(Place.Levels);
        await LookForAsync(Place.Find, cancellationToken);
        if (Place.Line is { } line && _index.RowOf(line) is >= 0 and var row)
            await OpenAsync(row);
        else
            await ShowAsync(0);
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var line in batch.OfType<JobLogged>().SelectMany(logged => logged.Lines).Where(line => line.JobId == JobId))
        {
            if (!_index.Add(line))
                continue;
            _window.Keep(line);
            _find.Add(line);
            added++;
        }

        if (!_following)
            _missed += added;
        await ShowAsync(_window.First + JobLogWindow.Margin - _index.Trim());
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            _script = await LogScript<LogView>.WatchAsync(Js, this, _box, _following, Closing);
        if (_reveal is { } row && _script is not null && _window.Lines.Count > 0)
        {
            _reveal = null;
            await _script.RevealAsync(row);
        }
    }

    protected override ValueTask CloseAsync()
    {
        _script?.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task ShowAsync(int top) => _following ? _window.ShowEndAsync(Closing) : _window.ShowAsync(top, Closing);

    private async Task SetFollowingAsync(bool following)
    {
        (_following, _missed) = (following, 0);
        await ShowAsync(_window.First + JobLogWindow.Margin);
        if (_script is not null)
            await _script.SetFollowingAsync(following);
    }

    private async Task ChooseAsync(IReadOnlyCollection<JobLogLevel> levels)
    {
        // The chips also tell of what they were given.
        if (_index.Levels.SetEquals(levels))
            return;
        _index.Choose(levels);
        await FindAsync(_find.Text);
        await SetFollowingAsync(true);
    }

    private async Task FindAsync(string? text)
    {
        await LookForAsync(text ?? "", Closing);
        await OnPlace.InvokeAsync(new LogPlace(_find.Text, [.. _index.Levels], null));
    }

    private async Task LookForAsync(string text, CancellationToken cancellationToken)
    {
        text = text.Trim();
        var filter = new JobLogFilter(JobId, Levels: [.. _index.Levels], Text: text);
        _find.Load(text, text.Length == 0 ? [] : await Log.HitsAsync(filter, LogFind.Most, cancellationToken));
    }

    private async Task GoAsync(int by)
    {
        var reading = _window.Lines.ElementAtOrDefault(_following ? _window.Lines.Count - 1 : JobLogWindow.Margin)?.Sequence ?? 0;
        if (_find.Step(by, reading) is { } hit && _index.RowOf(hit) is >= 0 and var row)
            await OpenAsync(row);
    }

    /// <summary>Pauses at this row, with its whole text below.</summary>
    private async Task OpenAsync(int row)
    {
        (_following, _missed) = (false, 0);
        await ShowAsync(row);
        (_chosen, _reveal) = (_window.At(row), row);
    }

    private void ToggleWrap()
    {
        _wrap = !_wrap;
        if (!_following)
            _reveal = _window.First + Math.Min(JobLogWindow.Margin, _window.Lines.Count / 2);
    }

    private void Choose(JobLogLine? line) => _chosen = line?.Sequence == _chosen?.Sequence ? null : line;

    private async Task OnKeyAsync(KeyboardEventArgs pressed)
    {
        if (pressed is { CtrlKey: true } or { AltKey: true } or { MetaKey: true })
            return;
        if (pressed.Key == "c")
            await CopyLineAsync();
        else if (pressed.Key == "Escape")
            _chosen = null;
        else if (pressed.Key is "j" or "k" && Beside(pressed.Key == "j" ? 1 : -1) is >= 0 and var row && row < _index.Rows)
            await OpenAsync(row);
    }

    private int Beside(int by) => _chosen is { } chosen ? _index.RowOf(chosen.Sequence) + by : _window.First + _window.Lines.Count - 1;

    private async Task CopyLineAsync()
    {
        if (_chosen is { } line)
            SayCopied(await Clipboard.CopyAsync(Js, JobLogDownload.Text(line)));
    }

    private async Task CopyAllAsync() => SayCopied(await Clipboard.CopyFromAsync(Js, JobAddress.Log(JobId)));

    private void SayCopied(bool copied) =>
        Snackbar.Add(
            copied ? "Copied." : "The browser did not let the page copy. Download the log instead.",
            copied ? Severity.Success : Severity.Warning
        );

    private static string Height(int rows) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, rows) * RowHeight}px");

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
