namespace ParserAdmin.Core.Execution.DeadLetters;

/// <summary>What a replay or dismissal did, or would do.</summary>
/// <param name="Matched">Open dead letters that were selected.</param>
/// <param name="Done">How many of them were replayed or dismissed.</param>
/// <param name="Jobs">The jobs that the replay asked for: one for each task, source and set of parameters, however many letters tell of
/// it.</param>
/// <param name="Left">Why others were left open, one line for each source and reason.</param>
public sealed record DeadLetterReport(bool DryRun, int Matched, int Done, IReadOnlyList<Guid> Jobs, IReadOnlyList<string> Left)
{
    /// <summary>Those that were dismissed or opened again.</summary>
    public IReadOnlyList<long> Letters { get; init; } = [];

    /// <summary>How many jobs there are, or would be.</summary>
    public int JobCount { get; init; } = Jobs.Count;
}
