namespace ParserAdmin.Core.Extraction;

/// <summary>Why a field has no value.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Filter">The filter that failed; null when nothing was found at all, or left.</param>
/// <param name="Input">The beginning of what the filter was given; null when there was nothing.</param>
/// <param name="Message">What happened and what to do, for people.</param>
public sealed record FieldError(string Field, string? Filter, string? Input, string Message)
{
    private const int InputLength = 80;

    /// <summary>The field is optional: the item does without it.</summary>
    public bool Optional { get; init; }

    /// <summary>A required field for which the page holds nothing.</summary>
    public static FieldError Empty(string field) =>
        new(field, null, null, $"the field '{field}' is empty; check its selector against the page, or mark it 'optional: true'");

    /// <summary>A required field of which the filters left nothing.</summary>
    /// <param name="replacement">The field's default, of which they left nothing either; or null.</param>
    public static FieldError Emptied(string field, string filter, string input, string? replacement)
    {
        var left = $"the field '{field}' is empty: the filter '{filter}' left nothing of '{Excerpt(input)}'";
        return new FieldError(
            field,
            null,
            Excerpt(input),
            replacement is null ? $"{left}; correct the filter, or mark the field 'optional: true'"
                : replacement == input ? $"{left}, which is the field's default and passes the filters, too; choose one that they keep"
                : $"{left}, and the default '{Excerpt(replacement)}' passes the filters, too, which left nothing of it; choose one that "
                    + $"they keep"
        );
    }

    public static FieldError Failed(string field, string filter, string input, string why)
    {
        var excerpt = Excerpt(input);
        return new FieldError(field, filter, excerpt, $"the filter '{filter}' of the field '{field}' failed on '{excerpt}': {why}");
    }

    private static string Excerpt(string text) => text.Excerpt(InputLength);
}
