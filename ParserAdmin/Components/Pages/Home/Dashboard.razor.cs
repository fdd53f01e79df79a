using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Components.Pages.Home;

/// <summary>What goes on now, what comes next, and what went wrong.</summary>
public sealed partial class Dashboard
{
    private const int MostJobs = 200;

    /// <summary>A slot that is taken moves the next one without telling; this look finds it.</summary>
    private const int SecondsBetweenLooks = 5;

    private static readonly JobStatus[] Open = [JobStatus.Pending, JobStatus.Running];
    private readonly JobFeed _feed = new(job => !JobLifecycle.IsFinal(job.Status), MostJobs);
    private DashboardView? _view;
    private ParserSettings? _settings;
    private int _seconds;
    private long? _readAt;
    private bool _stale;

    [Inject]
    private DashboardReader Reader { get; set; } = default!;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private JobCommands JobCommands { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    protected override bool MovesWithClock => true;

    /// <summary>Why no run may be asked for here, whatever its source.</summary>
    private string? Refusal => RoleWords.Refusal(Role.Operator, Person) ?? (_settings is null ? null : JobRequests.StopWords(_settings));

    /// <summary>Nothing ran in the last day and no source was ever parsed: whoever looks is new here.</summary>
    private bool IsFresh => _view is { Day.IsEmpty: true } view && view.Sources.All(source => source.LastCheckedAt is null);

    protected override bool Wants(IEvent raised) =>
        raised switch
        {
            JobChanged or JobProgressed or NodeChanged or HostChanged or SourceChanged or SettingsChanged or ScheduleChanged => true,
            JobLogged logged => logged.Lines.Any(IsTrouble),
            _ => false,
        };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _settings = await Settings.ReadAsync(cancellationToken);
        _feed.Load(await Jobs.RecentAsync(new JobFilter(Open), null, MostJobs, cancellationToken));
        _view = await Reader.ReadAsync(cancellationToken);
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var raised in batch)
            _feed.Apply(raised);
        if (batch.OfType<SettingsChanged>().LastOrDefault() is { } changed)
            _settings = changed.Settings;
        if (_view is not { } view)
            return;
        var newest = view.Troubles is [var first, ..] ? first.Sequence : 0;
        var troubles = batch
            .OfType<JobLogged>()
            .SelectMany(logged => logged.Lines)
            .Where(line => IsTrouble(line) && line.Sequence > newest)
            .Reverse();
        _view = view with { Troubles = [.. troubles.Concat(view.Troubles).Take(DashboardReader.MostTroubles)] };
        // Counts and progress alone need no new look at the database.
        if (
            batch.Any(raised =>
                raised
                    is JobChanged { Job.Status: not JobStatus.Pending }
                        or SourceChanged
                        or SettingsChanged
                        or ScheduleChanged
                        or NodeChanged
                        or HostChanged
            )
        )
        {
            await ReadAsync(cancellationToken);
        }
    }

    /// <summary>
    /// The first change after a quiet second is read at once; where jobs start and end all the time, once a second is enough. The jobs
    /// themselves are live.
    /// </summary>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (_readAt is { } last && Clock.GetElapsedTime(last) < TimeSpan.FromSeconds(1))
        {
            _stale = true;
            return;
        }

        (_readAt, _stale) = (Clock.GetTimestamp(), false);
        _view = await Reader.ReadAsync(cancellationToken);
    }

    protected override async Task OnSecondAsync(CancellationToken cancellationToken)
    {
        if (++_seconds % SecondsBetweenLooks == 0)
            await ReloadAsync();
        else if (_stale)
            await AloneAsync(() => ReadAsync(cancellationToken));
    }

    private static bool IsTrouble(JobLogLine line) => line.Level >= JobLogLevel.Warning;

    /// <summary>The first task that its definition allows, as on the page Sources; of one with errors the command says so.</summary>
    private Task RunSourceAsync(Source source)
    {
        var definition = SourceDefinitionReader.Read(source.Definition).Definition;
        var task = (definition is null ? null : TaskDefinitions.For(definition).FirstOrDefault()) ?? CatalogSync.Definition;
        return RunAsync(
            (actor, token) => JobCommands.RequestAsync(actor, task.Name, source.Id, JobParameters.None, JobTrigger.Person, token),
            job => JobText.Asked($"{job.Task} of {source.Name}", job)
        );
    }

    private Task CancelAsync(JobSnapshot job) =>
        RunAsync((actor, token) => JobCommands.CancelAsync(actor, job.Id, token), ended => $"{ended.Name} is told to end.");
}
