using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables;

/// <summary>The work of one task. The scheduler runs it behind the gate; it composes the steps of the parsing stream and nothing else.</summary>
public interface IInvocable
{
    /// <summary>The task's name, such as <c>catalog-sync</c>.</summary>
    string Task { get; }

    /// <summary>Path that the task reads, such as <c>catalog</c>; null for a task of the whole program, which has no source. Whether a source can have it, <see cref="Lacks"/> says.</summary>
    string? RequiredPath { get; }

    /// <summary>What a definition lacks for this task, as in <c>no path 'catalog'</c>; null where it has all.</summary>
    string? Lacks(SourceDefinition definition) => RequiredPath is { } path && !definition.Paths.ContainsKey(path) ? $"no path '{path}'" : null;

    /// <summary>Runs to the end or throws; the type of the exception decides the job's error class.</summary>
    Task InvokeAsync(JobRun run, CancellationToken cancellationToken);
}
