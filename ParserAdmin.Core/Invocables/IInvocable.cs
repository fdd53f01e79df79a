namespace ParserAdmin.Core.Invocables;

/// <summary>
/// The work of one task. The scheduler runs it behind the gate; it composes the steps of the parsing stream and nothing else.
/// </summary>
public interface IInvocable
{
    /// <summary>What there is to know of the task without running it.</summary>
    TaskDefinition Definition { get; }

    /// <summary>Runs to the end or throws; the type of the exception decides the job's error class.</summary>
    Task InvokeAsync(JobRun run, CancellationToken cancellationToken);
}
