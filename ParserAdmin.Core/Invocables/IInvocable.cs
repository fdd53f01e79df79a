namespace ParserAdmin.Core.Invocables;

/// <summary>The work of one task. The scheduler runs it behind the gate; it composes the steps of the parsing stream and nothing else.</summary>
public interface IInvocable
{
    /// <summary>The task's name, such as <c>catalog-sync</c>.</summary>
    string Task { get; }

    /// <summary>Path of the definition that a source needs for this task, such as <c>catalog</c>; null for a task of the whole program, which has no source.</summary>
    string? RequiredPath { get; }

    /// <summary>Runs to the end or throws; the type of the exception decides the job's error class.</summary>
    Task InvokeAsync(JobRun run, CancellationToken cancellationToken);
}
