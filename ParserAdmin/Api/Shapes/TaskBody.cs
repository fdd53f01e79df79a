namespace ParserAdmin.Api.Shapes;

/// <summary>A run that is asked for.</summary>
/// <param name="Task">Such as <c>catalog-sync</c>.</param>
internal sealed record TaskBody(string? Task = null, string? SourceId = null, TaskParameters? Parameters = null);
