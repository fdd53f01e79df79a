namespace ParserAdmin.Api.Health;

/// <summary>How many sources there are, and how many failed in their last run.</summary>
internal sealed record SourcesHealthResponse(int Count, int Failing, string Status);
