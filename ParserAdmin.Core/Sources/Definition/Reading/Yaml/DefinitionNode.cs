namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <summary>A node of the YAML tree and where it begins, lines and columns from 1.</summary>
internal abstract record DefinitionNode(int Line, int Column)
{
    /// <summary>For messages: "text", "a list", "a mapping".</summary>
    public abstract string Description { get; }
}
