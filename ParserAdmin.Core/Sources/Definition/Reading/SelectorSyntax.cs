using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Selectors in the language of the response: CSS, JSONPath, a feed's own names.</summary>
internal static partial class SelectorSyntax
{
    /// <param name="response">Null where its language is in doubt, and reported: then any text will do.</param>
    public static string? AsSelector(this Cursor cursor, ResponseType? response) =>
        response switch
        {
            null => cursor.AsFilledText(),
            ResponseType.Json => cursor.AsJsonPath(),
            ResponseType.Feed => cursor.AsMatch(
                FeedName(),
                "write one of the feed's names, such as title, link, published, dc:creator or feed.title"
            ),
            _ => cursor.AsSelector(),
        };

    public static string? AsJsonPath(this Cursor cursor)
    {
        if (cursor.AsFilledText() is not { } text)
            return null;
        if (JsonPathMistake(text) is { } mistake)
        {
            cursor.Fail($"bad JSONPath '{CursorScalars.Short(text)}': {mistake}");
            return null;
        }

        return text;
    }

    private static string? JsonPathMistake(string text)
    {
        if (text.Split("..").Length > 3)
            return "'..' looks through the whole document and may stand twice at most; name the keys between";
        try
        {
            _ = new JObject().SelectTokens(text.Replace("{}", "x", StringComparison.Ordinal));
            return null;
        }
        catch (Exception e)
            when (e is JsonException or ArgumentException or OverflowException or FormatException or IndexOutOfRangeException)
        {
            // The library lets some bad input through to the framework.
            return $"{e.Message.TrimEnd('.')}; write one such as $.items[*].name";
        }
    }

    [GeneratedRegex(@"^(feed\.)?[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?\z")]
    private static partial Regex FeedName();
}
