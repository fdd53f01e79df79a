namespace ParserAdmin.Core.Items.Mapping;

/// <summary>One field before and after, as text; null is not set. An attribute is named <c>attributes.name</c>.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);
