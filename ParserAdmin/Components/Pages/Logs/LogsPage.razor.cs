using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using ParserAdmin.Components.Pages.Jobs.Log;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Components.Shared.Logs;
using ParserAdmin.Components.Shared.Scripts;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Logs;

/// <summary>
/// The lines of all jobs, searched backwards in short steps, so that the first ones are there at once; the newest page is live.
/// </summary>
public sealed partial class LogsPage
{
    private const int PageSize = 200;
    private const int MostLines = 1_000;

    /// <summary>Steps of one search; the page says how far it got, and the next one goes on.</summary>
    private const int MostSteps = 30;
    private const int LinesAround = 5;
    private readonly List<JobLogLine> _lines = [];
    private IReadOnlyList<Source> _sources = [];
    private Dictionary<string, string> _names = [];
    private JobLogLine? _open;
    private IReadOnlyList<JobLogLine> _around = [];
    private bool _following = true;
    private bool _wrap;
    private bool _searching;
    private bool _leftOut;
    private int _missed;
    private long _reached;
    private long _from;
    private long _searched;
    private ElementReference _box;
    private LogScript<LogsPage>? _script;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private JobLogQueries Log { get; set; } = default!;

    [Inject]
    private SourceQueries Sources { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "levels")]
    private string? Levels { get; set; }

    [SupplyParameterFromQuery(Name = "source")]
    private string? Source { get; set; }

    [SupplyParameterFromQuery(Name = "since")]
    private string? Since { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    private LogsView View => new(Text, Levels, Source, Since, QueryText.Number(Before));

    protected override object LoadKey => View;

    private string Note =>
        _searching ? $"{Found}, searched {Number(_searched)} lines back…"
        : _reached > _from && _lines.Count < PageSize ? $"{Found} in {Number(_searched)} lines; Older searches on"
        : _reached > _from ? $"{Found}; there are older ones"
        : $"{Found}{(View.Before is null && _following ? ", live" : "")}";

    private string Found => $"{Number(_lines.Count)} {(_lines.Count == 1 ? "line" : "lines")}";

    /// <summary>The script tells when the person pauses by scrolling up, and when they are at the end again.</summary>
    [JSInvokable]
    public async Task OnScrolledAsync(int top, int bottom, bool following)
    {
        if (following != _following)
            await SetFollowingAsync(following);
        StateHasChanged();
    }

    protected override bool Wants(IEvent raised) => raised is JobLogged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = View;
        _lines.Clear();
        (_open, _missed, _leftOut, _searched, _searching, _following) = (null, 0, false, 0, true, view.Before is null);
        _sources = await Sources.ListAsync(null, SourceQueries.MostOffered, cancellationToken);
        _names = _sources.ToDictionary(source => source.Id, source => source.Name);
        var newest = view.Before ?? await Jobs.LastLogSequenceAsync(cancellationToken) + 1;
        _from = TimeSpanChoice.Start(view.Since, Clock.GetUtcNow().UtcDateTime) is { } since
            ? await Log.FirstSinceAsync(since, cancellationToken) ?? newest
            : 1;
        _reached = newest;
        for (var step = 0; step < MostSteps && _reached > _from && _lines.Count < PageSize && view == View; step++)
        {
            var (lines, reached) = await Log.SearchAsync(view.Filter, _reached, _from, PageSize - _lines.Count, cancellationToken);
            _lines.InsertRange(0, lines.Reverse());
            (_reached, _searched) = (reached, newest - reached);
            StateHasChanged();
        }

        _searching = false;
        if (_script is not null)
            await _script.SetFollowingAsync(_following);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        if (View is not { Before: null } view)
            return Task.CompletedTask;
        var last = _lines.Count == 0 ? 0 : _lines[^1].Sequence;
        var added = batch
            .OfType<JobLogged>()
            .SelectMany(logged => logged.Lines)
            .Where(line => line.Sequence > last && line.Sequence >= _from && view.Includes(line))
            .ToList();
        if (!_following)
            _missed += added.Count;

        // Whoever reads keeps their lines; what the page has no room for is read when they follow again.
        _leftOut |= !_following && _lines.Count + added.Count > MostLines;
        if (_leftOut)
            return Task.CompletedTask;
        _lines.AddRange(added);
        if (_lines.Count > MostLines)
        {
            _lines.RemoveRange(0, _lines.Count - MostLines);
            _reached = _lines[0].Sequence;
        }

        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            _script = await LogScript<LogsPage>.WatchAsync(Js, this, _box, _following, Closing);
    }

    protected override ValueTask CloseAsync()
    {
        _script?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Go(LogsView view) => Navigation.NavigateTo((view with { Before = null }).Address, replace: view.Text != View.Text);

    private async Task SetFollowingAsync(bool following)
    {
        (_following, _missed) = (following, 0);
        if (following && _leftOut)
            await ReloadAsync();
        else if (_script is not null)
            await _script.SetFollowingAsync(following);
    }

    private async Task OpenAsync(JobLogLine line)
    {
        if (_open?.Sequence == line.Sequence)
        {
            _open = null;
            return;
        }

        await SetFollowingAsync(false);
        (_open, _around) = (line, await Log.AroundAsync(line, LinesAround, Closing));
    }

    private async Task CopyAsync()
    {
        var text = string.Join('\n', _lines.Select(line => $"{line.SourceId} {JobLogDownload.Text(line)}"));
        var copied = await Clipboard.CopyAsync(Js, text);
        Snackbar.Add(
            copied ? "Copied." : "The browser did not let the page copy. Download the log instead.",
            copied ? Severity.Success : Severity.Warning
        );
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
