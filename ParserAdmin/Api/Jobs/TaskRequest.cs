namespace ParserAdmin.Api.Jobs;

/// <summary>A run that is asked for.</summary>
/// <param name="Task">Such as <c>catalog-sync</c>.</param>
/// <param name="SourceId">Left out for a task of the whole program, such as <c>cleanup</c>.</param>
internal sealed record TaskRequest(string? Task = null, string? SourceId = null, TaskParameters? Parameters = null);
