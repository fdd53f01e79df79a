namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

internal sealed record ListNode(int Line, int Column, IReadOnlyList<DefinitionNode> Items) : DefinitionNode(Line, Column)
{
    public override string Description => "a list";
}
