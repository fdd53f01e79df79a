using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Commands.Running;

/// <summary>What <c>run</c> was asked for.</summary>
/// <param name="Once">Run, wait and end; otherwise the scheduler goes on until Ctrl+C.</param>
/// <param name="SkipInitial">No run at the start; the schedules alone decide.</param>
/// <param name="Parameters">Of the first run.</param>
/// <param name="Source">Null for every source that has what the task needs.</param>
internal sealed record RunOptions(bool Once, bool SkipInitial, JobParameters Parameters, string? Source, string Task)
{
    /// <summary>The task was named, not assumed.</summary>
    public bool IsTaskNamed { get; init; } = true;

    /// <summary>Settings beside those of appsettings.json, or null.</summary>
    public string? ConfigFile { get; init; }
}
