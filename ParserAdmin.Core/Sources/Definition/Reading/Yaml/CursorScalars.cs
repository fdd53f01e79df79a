using System.Globalization;

namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <summary>Scalars with a meaning: whole numbers, switches, durations, words of a list.</summary>
internal static class CursorScalars
{
    public static int? AsInteger(this Cursor cursor, int least, int most)
    {
        if (cursor.AsText() is not { } text)
            return null;
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        cursor.Fail($"'{Short(text)}' is not a whole number from {least} to {most}");
        return null;
    }

    public static bool? AsSwitch(this Cursor cursor)
    {
        if (cursor.Node is ScalarNode { Plain: true, Value: "true" or "false" } scalar)
            return scalar.Value == "true";
        cursor.WrongType("true or false", cursor.Node is ScalarNode { IsNull: false } given ? SwitchAdvice(given) : "");
        return null;
    }

    public static TimeSpan? AsDuration(this Cursor cursor, TimeSpan least, TimeSpan most)
    {
        if (cursor.AsText() is not { } text)
            return null;
        if (!DurationText.TryParse(text, out var duration))
        {
            cursor.Fail($"'{Short(text)}' is not a duration; write a number and ms, s, m or h, such as {DurationAdvice(text)}");
            return null;
        }

        if (duration < least || duration > most)
        {
            cursor.Fail($"'{Short(text)}' is out of range; it may be {DurationText.Format(least)} to {DurationText.Format(most)}");
            return null;
        }

        return duration;
    }

    /// <param name="synonyms">Words that are near one of the choices by their meaning.</param>
    public static T? AsChoice<T>(
        this Cursor cursor,
        IReadOnlyDictionary<string, T> choices,
        IReadOnlyDictionary<string, string>? synonyms = null
    )
        where T : struct
    {
        if (cursor.AsText() is not { } text)
            return null;
        if (choices.TryGetValue(text, out var choice))
            return choice;
        cursor.Fail(
            $"unknown value '{Short(text)}'{(synonyms?.GetValueOrDefault(text) is { } meant ? $"; did you mean '{meant}'?" : NearestWord.Hint(text, [.. choices.Keys]))}"
        );
        return null;
    }

    private static string SwitchAdvice(ScalarNode given) =>
        given.Value.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "ON" or "1" => "; write true",
            "FALSE" or "NO" or "OFF" or "0" => "; write false",
            _ => "",
        };

    // A number without its unit, or with one in other words: seconds and minutes are what is meant by them.
    private static string DurationAdvice(string text)
    {
        var number = new string([.. text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
        var unit = text[number.Length..].Trim().ToUpperInvariant();
        return number.Length is 0 or > 6 ? "35ms, 1.5s or 2m"
            : unit.StartsWith("MS", StringComparison.Ordinal) || unit.StartsWith("MIL", StringComparison.Ordinal) ? $"{number}ms"
            : unit.StartsWith('M') ? $"{number}m"
            : unit.StartsWith('H') ? $"{number}h"
            : $"{number}s";
    }

    /// <summary>What a person needs to recognise their text in a message.</summary>
    public static string Short(string text) => text.Excerpt(60);
}
