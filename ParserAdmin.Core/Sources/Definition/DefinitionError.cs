namespace ParserAdmin.Core.Sources.Definition;

/// <summary>One thing wrong with a definition.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">The place by name, such as <c>paths.catalog.fields.title</c>; empty for the document.</param>
/// <param name="Message">What is wrong and what to do, for people.</param>
public sealed record DefinitionError(int Line, int Column, string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? $"{Line}:{Column}: {Message}" : $"{Line}:{Column}: {Path}: {Message}";
}
