namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>The server hands out a text with which the next page is asked for; none on the last page.</summary>
/// <param name="Found">Where the page holds it.</param>
/// <param name="Parameter">Its name in the query of the next address.</param>
public sealed record CursorDefinition(NextLinkDefinition Found, string Parameter);
