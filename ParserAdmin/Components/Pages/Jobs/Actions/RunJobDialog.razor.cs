using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Components.Pages.Jobs.Actions;

/// <summary>Asks for a run of a source with the parameters that a person says, and goes to the new job.</summary>
public sealed partial class RunJobDialog
{
    private IReadOnlyList<TaskDefinition> _tasks = [];
    private SourceDefinition? _definition;
    private string _task = "";
    private string _path = "";
    private string _mode = "";
    private int? _pages;
    private string? _problem;

    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    [Inject]
    private SourceQueries Sources { get; set; } = default!;

    [Inject]
    private KnownDefinitions Definitions { get; set; } = default!;

    [Inject]
    private IEnumerable<IInvocable> Invocables { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string SourceId { get; set; }

    /// <summary>What is run; null where the person chooses among all that the source can run.</summary>
    [Parameter]
    public string? Task { get; set; }

    /// <summary>The parameters that it begins with.</summary>
    [Parameter]
    public JobParameters Before { get; set; } = JobParameters.None;

    private TaskDefinition? Chosen => TaskDefinitions.Find(_task);

    private string? Own => _definition is { } definition ? Chosen?.OwnPath(definition) : null;

    /// <summary>What the task can read in place of its own path.</summary>
    private List<string> OtherPaths =>
        Chosen is { } task && _definition is { } definition
            ? [.. task.Paths.Where(path => path != Own && task.PathProblem(definition, path) is null)]
            : [];

    protected override async Task OnInitializedAsync()
    {
        (_task, _mode, _pages) = (Task ?? "", Before.Mode ?? "", Before.MaxPages);
        if (await Sources.FindAsync(SourceId, CancellationToken.None) is not { } source)
            return;
        _definition = Definitions.Of(source);
        _path = OtherPaths.Find(path => path == Before.Path) ?? "";
        if (Task is not null)
            return;
        _tasks =
        [
            .. Invocables
                .Select(known => known.Definition)
                .Where(task => !task.IsGlobal && _definition is { } definition && task.Lacks(definition) is null),
        ];
        _task = _tasks.Count > 0 ? _tasks[0].Name : "";
        _problem = _tasks.Count > 0 ? null : "There is no task that this source can run as it is. Look at its definition first.";
    }

    private void Choose(string? task)
    {
        _task = task ?? "";

        // What another task was to read or how far back says nothing to this one.
        _path = OtherPaths.Find(path => path == _path) ?? "";
        _mode = Chosen is { Crawls: true } ? _mode : "";
    }

    private async Task RunAsync()
    {
        var parameters = new JobParameters(_pages, _mode.Length == 0 ? null : _mode, _path.Length == 0 ? null : _path);
        var (task, source) = (_task, SourceId);
        var asked = await DecideAsync(actor =>
            Jobs.RequestAsync(actor, task, source, parameters, JobTrigger.Person, CancellationToken.None)
        );
        if (asked is { Succeeded: true })
            Navigation.NavigateTo(JobAddress.Of(asked.Value.Id));
    }
}
