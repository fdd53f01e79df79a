namespace ParserAdmin.Api.Health;

/// <summary><c>ok</c>, or <c>unavailable</c> with the reason.</summary>
internal sealed record HealthResponse(string Status, string? Reason = null);
