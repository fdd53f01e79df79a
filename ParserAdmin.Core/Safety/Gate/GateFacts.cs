namespace ParserAdmin.Core.Safety.Gate;

/// <summary>What is stored at this moment and bears on one run.</summary>
/// <param name="JobRuns">The job's row says running.</param>
/// <param name="SourceBlock">Why the source may not be parsed (paused, disabled, deleted), or null.</param>
/// <param name="CancelledBy">Who asked for the job's cancellation, or null.</param>
public sealed record GateFacts(SafetyState Settings, bool JobRuns, string? SourceBlock, string? CancelledBy = null);
