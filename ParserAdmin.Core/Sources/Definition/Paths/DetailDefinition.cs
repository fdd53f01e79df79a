namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>Each row is completed from a page of its own, whose fields are laid over the row's.</summary>
/// <param name="Path">The name of the path that reads that page.</param>
/// <param name="Link">The field of the row that holds the page's address.</param>
public sealed record DetailDefinition(string Path, string Link);
