using System.Globalization;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Studio.Samples;

/// <summary>Whether a value is what a sample says, however a person writes numbers and times.</summary>
internal static class SampleMatch
{
    public static bool IsMet(SampleValue expected, FieldValue? found) =>
        (expected.Texts, found) switch
        {
            ([], null) => true,
            ([], _) or (_, null) => false,
            (var texts, ListValue list) => texts.Select(text => text.Trim()).SequenceEqual(list.Texts.Select(text => text.Trim())),
            ([var text], NumberValue number) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var wanted)
                && wanted == number.Number,
            ([var text], MoneyValue money) => IsMet(text.Trim().Split(' '), money),
            ([var text], TimeValue time) => DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var wanted
            )
                && wanted.UtcDateTime == time.Time,
            ([var text], _) => text.Trim() == found.ToText().Trim(),
            _ => false,
        };

    public static string Describe(FieldValue? found) =>
        found switch
        {
            null => "nothing",
            ListValue list => $"[{string.Join(", ", list.Texts)}]",
            _ => $"'{CursorText(found.ToText())}'",
        };

    private static bool IsMet(string[] wanted, MoneyValue money) =>
        decimal.TryParse(wanted[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
        && amount == money.Amount
        && (wanted.Length > 1 ? wanted[1] : null) == money.Currency;

    private static string CursorText(string text) => text.Excerpt(200);
}
