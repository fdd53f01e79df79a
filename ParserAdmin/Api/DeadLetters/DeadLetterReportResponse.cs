using ParserAdmin.Core.Execution.DeadLetters;

namespace ParserAdmin.Api.DeadLetters;

/// <summary>What a replay or dismissal did, or, as a dry run, would do.</summary>
/// <param name="Matched">Open dead letters that were selected.</param>
/// <param name="Done">How many of them were replayed or dismissed.</param>
/// <param name="JobCount">Jobs asked for: one for each task, source and set of parameters.</param>
/// <param name="Left">Why others were left open.</param>
internal sealed record DeadLetterReportResponse(
    bool DryRun,
    int Matched,
    int Done,
    int JobCount,
    IReadOnlyList<Guid> Jobs,
    IReadOnlyList<string> Left
)
{
    public static DeadLetterReportResponse Of(DeadLetterReport report) =>
        new(report.DryRun, report.Matched, report.Done, report.JobCount, report.Jobs, report.Left);
}
