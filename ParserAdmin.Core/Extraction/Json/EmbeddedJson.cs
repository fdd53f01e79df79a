using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>JSON within an HTML page: in a script element, after a pattern, or as JSON-LD.</summary>
internal static class EmbeddedJson
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(100);

    public static bool IsWanted(RowsDefinition rows) => rows.Script is not null || rows.Pattern is not null || rows.JsonLd is not null;

    /// <summary>The JSON documents that the page holds at that place; none when the place is not there.</summary>
    public static List<JToken> Find(string html, RowsDefinition rows, CancellationToken cancellationToken)
    {
        if (rows.JsonLd is { } type)
        {
            return
            [
                .. Scripts(html, "script[type*='ld+json' i]", cancellationToken)
                    .Select(text => JsonReading.TryParse(text, cancellationToken))
                    .OfType<JToken>()
                    .SelectMany(document => LinkedData.OfType(document, type)),
            ];
        }

        var texts = rows.Script is { } script ? Scripts(html, script, cancellationToken) : [html];
        return
        [
            .. texts
                .Select(text => rows.Pattern is { } pattern ? After(text, pattern) : text)
                .OfType<string>()
                .Select(text => Unwrap(JsonReading.Parse(text, cancellationToken), cancellationToken)),
        ];
    }

    private static List<string> Scripts(string html, string selector, CancellationToken cancellationToken)
    {
        using var document = HtmlParsing.Parse(html, cancellationToken);
        return [.. new CompiledSelector(selector).All(document).Select(element => element.TextContent)];
    }

    private static string? After(string text, string pattern)
    {
        try
        {
            var match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, PatternLimit);
            return !match.Success ? null : text[(match.Groups[1].Success ? match.Groups[1].Index : match.Index + match.Length)..];
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ExtractionException(
                $"the pattern of 'rows' took longer than {PatternLimit.TotalMilliseconds} ms; make it simpler, or add 'script' to look "
                    + $"in one element only"
            );
        }
    }

    // JSON.parse("{…}"): the JSON stands in a string.
    private static JToken Unwrap(JToken token, CancellationToken cancellationToken) =>
        token is JValue { Value: string text } && JsonReading.TryParse(text, cancellationToken) is JContainer inner ? inner : token;
}
