namespace ParserAdmin.Core.Studio;

/// <summary>One filter with what went in and what came out.</summary>
/// <param name="Arguments">As one line; empty where it has none.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record PreviewStep(
    string Filter,
    string Arguments,
    IReadOnlyList<string> Input,
    IReadOnlyList<string> Output,
    string? Failure
);
