namespace ParserAdmin.Core.Sources.Definition;

/// <summary>Either a definition and no error, or errors (in the order of the lines) and no definition.</summary>
public sealed record SourceDefinitionResult(SourceDefinition? Definition, IReadOnlyList<DefinitionError> Errors)
{
    public bool IsValid => Definition is not null;
}
