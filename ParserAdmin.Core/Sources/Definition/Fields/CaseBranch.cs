namespace ParserAdmin.Core.Sources.Definition.Fields;

/// <summary>One branch of a field's <c>case</c>: if the selector matches, the field has this value.</summary>
public sealed record CaseBranch(string Selector, string Value);
