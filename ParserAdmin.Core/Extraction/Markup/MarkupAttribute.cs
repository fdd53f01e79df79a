namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>One attribute of a tag, as slices of the document.</summary>
internal readonly record struct MarkupAttribute(Slice Name, Slice Value);
