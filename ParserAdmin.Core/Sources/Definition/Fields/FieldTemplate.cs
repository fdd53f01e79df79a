using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition.Fields;

/// <summary>Texts that stand for fields: <c>{series} {seriesNumber}</c>.</summary>
public static partial class FieldTemplate
{
    /// <summary>The fields that a text asks for, in its order.</summary>
    public static IReadOnlyList<string> Names(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>Whether every brace belongs to a placeholder.</summary>
    internal static bool IsWellFormed(string text) => Place().Replace(text, "").AsSpan().IndexOfAny('{', '}') < 0;

    /// <summary>The text with its fields put in.</summary>
    /// <param name="valueOf">Null or blank for a field without a value.</param>
    /// <returns>Null where a field has no value.</returns>
    internal static string? Fill(string text, Func<string, string?> valueOf)
    {
        var missing = false;
        var filled = Place()
            .Replace(
                text,
                match =>
                {
                    var value = valueOf(match.Groups[1].Value);
                    missing |= string.IsNullOrWhiteSpace(value);
                    return value ?? "";
                }
            );
        return missing ? null : filled;
    }

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_]*)\}")]
    private static partial Regex Place();
}
