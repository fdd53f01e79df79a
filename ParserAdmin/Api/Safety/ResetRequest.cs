namespace ParserAdmin.Api.Safety;

/// <summary>Why it is safe to go on, the typed word RESET, and the version of the settings on which this was decided.</summary>
internal sealed record ResetRequest(string? Reason = null, string? Confirm = null, long? Version = null);
