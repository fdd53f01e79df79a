using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Pages.Jobs.Actions;
using ParserAdmin.Components.Pages.Jobs.List;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>The list of jobs; its filter, its place and the job that is open beside it are in the address.</summary>
public sealed partial class JobsPage
{
    private const int PageSize = 50;
    private readonly HashSet<Guid> _chosen = [];
    private JobFeed _feed = new(_ => false, PageSize);
    private JobFilter _filter = new();
    private StatusCounts _counts = StatusCounts.None;
    private IReadOnlyList<Source> _sources = [];
    private Dictionary<string, string> _names = [];
    private string? _stopped;
    private bool _countsAreOld;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private SourceQueries Sources { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Inject]
    private IEnumerable<IInvocable> Invocables { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "task")]
    private string? TaskName { get; set; }

    [SupplyParameterFromQuery(Name = "source")]
    private string? Source { get; set; }

    [SupplyParameterFromQuery(Name = "schedule")]
    private string? Schedule { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    [SupplyParameterFromQuery(Name = "open")]
    private string? Open { get; set; }

    private JobsView View => new(Status, TaskName, Source, Schedule, Text, From, To, QueryText.Id(Before), QueryText.Id(Open));

    protected override object LoadKey => View.Asked;

    protected override bool MovesWithClock => _countsAreOld || _feed.Jobs.Any(job => !JobLifecycle.IsFinal(job.Status));

    private IEnumerable<string> Tasks => Invocables.Select(invocable => invocable.Definition.Name).Order();

    private string? RoleRefusal => RoleWords.Refusal(Role.Operator, Person);

    protected override bool Wants(IEvent raised) => raised is JobChanged or JobProgressed or SettingsChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = View;
        _sources = await Sources.ListAsync(null, SourceQueries.MostOffered, cancellationToken);
        _names = _sources.ToDictionary(source => source.Id, source => source.Name);
        var filter = view.Filter(Clock.GetUtcNow().UtcDateTime, _sources);
        var jobs = await Jobs.RecentAsync(filter, view.Before, PageSize, cancellationToken);
        _counts = await Jobs.CountsAsync(filter, cancellationToken);
        _stopped = JobRequests.StopWords(await Settings.ReadAsync(cancellationToken));
        _countsAreOld = false;
        if (_filter != filter)
            _chosen.Clear();
        (_filter, _feed) = (filter, new JobFeed(filter.Includes, PageSize) { TakesNew = view.Before is null });
        _feed.Load(jobs);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var raised in batch)
        {
            _feed.Apply(raised);
            if (raised is SettingsChanged { Settings: var settings })
                _stopped = JobRequests.StopWords(settings);
            _countsAreOld |= raised is JobChanged;
        }

        return Task.CompletedTask;
    }

    /// <summary>The rows move with the news; what is counted over the whole list is counted anew once a second.</summary>
    protected override async Task OnSecondAsync(CancellationToken cancellationToken)
    {
        if (!_countsAreOld)
            return;
        _countsAreOld = false;
        await AloneAsync(async () => _counts = await Jobs.CountsAsync(_filter, cancellationToken));
    }

    private void Go(JobsView view) => Navigation.NavigateTo((view with { Before = null }).Address, replace: view.Text != View.Text);

    private void Toggle(Guid? id) => Navigation.NavigateTo((View with { Open = id == View.Open ? null : id }).Address, replace: true);

    private void OnKey(KeyboardEventArgs pressed)
    {
        if (View.Open is not { } open || pressed is { CtrlKey: true } or { AltKey: true } or { MetaKey: true })
            return;
        var at = _feed.Jobs.ToList().FindIndex(job => job.Id == open);
        if (pressed.Key == "Enter")
            Navigation.NavigateTo(JobAddress.Of(open));
        else if (pressed.Key == "Escape")
            Toggle(null);
        else if (pressed.Key is "j" or "k" && _feed.Jobs.ElementAtOrDefault(pressed.Key == "j" ? at + 1 : at - 1) is { } beside)
            Toggle(beside.Id);
    }

    private async Task AskAsync(bool retry)
    {
        IReadOnlyList<JobSnapshot> jobs = [.. _feed.Jobs.Where(job => _chosen.Contains(job.Id))];
        await Dialogs.AskAsync<BulkJobDialog>(
            retry ? "Retry jobs" : "Cancel jobs",
            MaxWidth.Small,
            (nameof(BulkJobDialog.Jobs), jobs),
            (nameof(BulkJobDialog.Retry), retry)
        );
        _chosen.Clear();
    }

    private string? NameOf(Guid id) =>
        _feed.Jobs.FirstOrDefault(job => job.Id == id) is { } job ? _names.GetValueOrDefault(job.SourceId) : null;

    private static string Skipped(int count) =>
        count == 1 ? "1 skipped slot"
        : count >= JobQueries.MostCounted ? $"More than {count.ToString("N0", CultureInfo.InvariantCulture)} skipped slots"
        : $"{count.ToString("N0", CultureInfo.InvariantCulture)} skipped slots";
}
