using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Studio;

/// <summary>One field of a row, step by step.</summary>
/// <param name="Found">What the selector found, before any filter.</param>
/// <param name="Default">The default that was taken instead, or null.</param>
/// <param name="Steps">The filters in their order, up to one that failed. Where the default was taken they are of that one.</param>
/// <param name="Value">Null where there is none.</param>
/// <param name="Error">Why there is none, for people; null also for an optional field that is empty.</param>
public sealed record PreviewField(
    string Name,
    IReadOnlyList<string> Found,
    string? Default,
    IReadOnlyList<PreviewStep> Steps,
    FieldValue? Value,
    FieldError? Error
);
