namespace ParserAdmin.Core.Sources.Definition;

/// <summary>The form of a login. Hidden fields (tokens against forged requests among them) are taken from the page as they are.</summary>
/// <param name="Path">Address of the page with the form, relative to the first link.</param>
/// <param name="Selector">CSS selector of the form on it.</param>
/// <param name="Fields">What to fill in, by the fields' names.</param>
public sealed record LoginFormDefinition(string Path, string Selector, IReadOnlyDictionary<string, string> Fields);
