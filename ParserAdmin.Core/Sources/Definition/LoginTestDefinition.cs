namespace ParserAdmin.Core.Sources.Definition;

/// <summary>A page that looks otherwise once one is signed in.</summary>
/// <param name="Path">Address relative to the first link.</param>
/// <param name="Selector">CSS selector of something that only a person who is signed in sees.</param>
public sealed record LoginTestDefinition(string Path, string Selector);
