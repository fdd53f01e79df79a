using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>A value, or why there is none.</summary>
public readonly record struct FilterOutcome(FieldValue? Value, string? Failure)
{
    public static FilterOutcome Of(string text) => new(new TextValue(text), null);

    public static FilterOutcome Of(FieldValue value) => new(value, null);

    /// <param name="why">For people, without the filter's name and input, which are added.</param>
    public static FilterOutcome Fail(string why) => new(null, why);
}
