using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction;

/// <summary>
/// Hears each step of an extraction, in its order: a row, then each of its fields from what was found to its value. The studio looks
/// through it at the very code that a crawl runs; a crawl has none, and pays a look at a null.
/// </summary>
public interface IExtractionTrace
{
    /// <summary>The fields that follow are of this row.</summary>
    /// <param name="row">In the form of its response: an element, a JSON token, a feed's entry.</param>
    void Row(object row);

    /// <summary>A field begins.</summary>
    /// <param name="found">What its selector found, the empty texts left out.</param>
    void Field(string name, IReadOnlyList<string> found);

    /// <summary>Nothing was left, so the filters begin anew with the definition's default.</summary>
    void Default(string text);

    /// <summary>One filter.</summary>
    /// <param name="failure">Why it failed, or null.</param>
    void Step(FilterDefinition filter, IReadOnlyList<string> input, IReadOnlyList<string> output, string? failure);

    /// <summary>The field ends.</summary>
    void Value(FieldValue? value, FieldError? error);

    /// <summary>A place from which the page may lead on; asked for after the rows.</summary>
    /// <param name="key">Of the pagination: <c>next</c>, <c>cursor</c> or <c>listings</c>.</param>
    /// <param name="found">What each match of the selector has; null for one without the attribute.</param>
    void Onward(string key, NextLinkDefinition wanted, IReadOnlyList<string?> found);
}
