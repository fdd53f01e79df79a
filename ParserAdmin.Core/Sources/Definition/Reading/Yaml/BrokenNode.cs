namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <summary>A node already reported as wrong; nothing more is said about it.</summary>
internal sealed record BrokenNode(int Line, int Column) : DefinitionNode(Line, Column)
{
    public override string Description => "a mistake";
}
