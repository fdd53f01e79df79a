using ParserAdmin.Core.Invocables;

namespace ParserAdmin.Tests.Execution;

/// <summary>A task whose work a test decides.</summary>
internal sealed class FakeInvocable : IInvocable
{
    private readonly TaskCompletionSource<JobRun> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Func<JobRun, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Completes when the work has begun.</summary>
    public Task<JobRun> Begun => _begun.Task;

    public TaskDefinition Definition => CatalogSync.Definition;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        _begun.TrySetResult(run);
        return Work(run, cancellationToken);
    }
}
