namespace ParserAdmin.Api.Health;

/// <summary>The database as this node sees it.</summary>
/// <param name="LatencyMs">Time to read the settings row.</param>
internal sealed record DatabaseHealthResponse(string Provider, bool Reachable, double LatencyMs, string Status);
