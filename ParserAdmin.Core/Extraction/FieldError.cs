namespace ParserAdmin.Core.Extraction;

/// <summary>Why a field has no value.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Filter">The filter that failed; null when nothing was found at all.</param>
/// <param name="Input">The beginning of what the filter was given; null when there was nothing.</param>
/// <param name="Message">What happened and what to do, for people.</param>
public sealed record FieldError(string Field, string? Filter, string? Input, string Message)
{
    private const int InputLength = 80;

    /// <summary>A required field for which the page holds nothing.</summary>
    public static FieldError Empty(string field) =>
        new(field, null, null, $"the field '{field}' is empty; check its selector against the page, or mark it 'optional: true'");

    public static FieldError Failed(string field, string filter, string input, string why)
    {
        var excerpt = input.Length <= InputLength ? input : input[..InputLength] + "…";
        return new FieldError(field, filter, excerpt, $"the filter '{filter}' of the field '{field}' failed on '{excerpt}': {why}");
    }
}
