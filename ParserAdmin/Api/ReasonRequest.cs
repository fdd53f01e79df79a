namespace ParserAdmin.Api;

/// <summary>Why it is done; it goes on record.</summary>
internal sealed record ReasonRequest(string? Reason = null);
