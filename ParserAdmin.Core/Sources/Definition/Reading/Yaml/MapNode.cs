namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <summary>A mapping in the order it was written; keys are distinct, for the tree reader reports the second of two.</summary>
internal sealed record MapNode(int Line, int Column, IReadOnlyList<MapEntry> Entries) : DefinitionNode(Line, Column)
{
    public override string Description => "a mapping";
}
