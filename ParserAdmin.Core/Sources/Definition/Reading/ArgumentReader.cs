using System.Globalization;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;
using static ParserAdmin.Core.Sources.Definition.Reading.Yaml.CursorScalars;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Checks one argument of a filter for what it has to hold.</summary>
internal static partial class ArgumentReader
{
    /// <summary>The argument's texts (one, but for a list of date formats), or null after it reported why not.</summary>
    public static IReadOnlyList<string>? Read(Cursor cursor, ArgumentKind kind)
    {
        var text = kind switch
        {
            ArgumentKind.Filled => NotEmpty(cursor),
            ArgumentKind.Index => cursor.AsInteger(-100, 100)?.ToString(CultureInfo.InvariantCulture),
            ArgumentKind.Pattern => cursor.AsPattern(),
            ArgumentKind.TimeZone => TimeZone(cursor),
            ArgumentKind.Currency => cursor.AsMatch(CurrencyCode(), "write the three letters of the currency, such as EUR"),
            ArgumentKind.DecimalMark => cursor.AsMatch(Mark(), "write \".\" or \",\""),
            ArgumentKind.JsonPath => cursor.AsJsonPath(),
            ArgumentKind.DateOrder => cursor.AsMatch(Order(), "write dmy, mdy or ymd"),
            ArgumentKind.DateFormats when cursor.Node is ListNode => null,
            ArgumentKind.DateFormats => DateFormat(cursor),
            _ => cursor.AsText(),
        };

        return kind == ArgumentKind.DateFormats && cursor.Node is ListNode ? Formats(cursor)
            : text is null ? null
            : [text];
    }

    private static string? NotEmpty(Cursor cursor)
    {
        // A separator may well be a single space, so blank is fine and empty is not.
        if (cursor.AsText() is not { } text)
            return null;
        if (text.Length == 0)
        {
            cursor.Fail("is empty; write at least one character");
            return null;
        }

        return text;
    }

    private static List<string>? Formats(Cursor cursor)
    {
        var places = cursor.AsList()!;
        if (places.Count == 0)
        {
            cursor.Fail("the list is empty; add a format such as dd.MM.yyyy, or remove the key to read ISO 8601");
            return null;
        }

        var formats = places.Select(DateFormat).OfType<string>().ToList();
        return formats.Count == places.Count ? formats : null;
    }

    private static string? DateFormat(Cursor cursor)
    {
        if (cursor.AsFilledText() is not { } text)
            return null;
        if (text.Length > 1 && !text.Contains('y', StringComparison.Ordinal))
        {
            // The framework would take the year from the machine's clock.
            cursor.Fail($"'{Short(text)}' has no year; write one such as dd.MM.yyyy HH:mm");
            return null;
        }

        try
        {
            _ = DateTimeOffset.UnixEpoch.ToString(text, CultureInfo.InvariantCulture);
            return text;
        }
        catch (FormatException)
        {
            cursor.Fail($"'{Short(text)}' is not a date format; write one such as dd.MM.yyyy HH:mm");
            return null;
        }
    }

    private static string? TimeZone(Cursor cursor)
    {
        if (cursor.AsFilledText() is not { } text)
            return null;
        if (IanaZones.IsKnown(text))
            return text;
        var meant = IanaZones.Nearest(text) is { } near ? $"did you mean '{near}'?" : "write an IANA name such as Europe/Berlin, or UTC";
        cursor.Fail($"'{Short(text)}' is not a time zone; {meant}");
        return null;
    }

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex CurrencyCode();

    [GeneratedRegex(@"^(dmy|mdy|ymd)\z")]
    private static partial Regex Order();

    [GeneratedRegex(@"^[.,]\z")]
    private static partial Regex Mark();
}
