using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction;

/// <summary>One row of a page: the fields that have a value, and why others have none.</summary>
public sealed record ExtractedRow(IReadOnlyDictionary<string, FieldValue> Fields, IReadOnlyList<FieldError> Errors);
