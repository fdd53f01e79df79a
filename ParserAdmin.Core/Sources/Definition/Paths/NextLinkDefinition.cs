namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>Where a page links to the one after it.</summary>
public sealed record NextLinkDefinition(string Selector, string Attribute);
