namespace ParserAdmin.Core.Sources.Definition;

/// <summary>Where the rows of a page are: each match of the CSS selector is one.</summary>
public sealed record RowsDefinition(string Selector);
