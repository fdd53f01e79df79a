namespace ParserAdmin.Core.Jobs;

/// <summary>What the jobs of one status did together.</summary>
public sealed record JobTotals(JobStatus Status, int Jobs, int ItemsNew, int ItemsChanged);
