namespace ParserAdmin.Components.Pages.Sources;

/// <summary>How a source is doing: as a badge shows it, and why.</summary>
public sealed record SourceCondition(string Tone, string Icon, string Text, string? Why);
