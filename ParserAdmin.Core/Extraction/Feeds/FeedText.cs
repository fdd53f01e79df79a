using System.Text;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Turns the content of an element into text: entities and CDATA in RSS, and Atom's four ways to write a text.</summary>
internal static partial class FeedText
{
    /// <summary>Trimmed and without control characters; markup within stays markup.</summary>
    public static string Read(string document, FeedElement element, bool isAtom, IReadOnlyDictionary<string, string>? entities) =>
        Printable(Content(document, element, isAtom, entities));

    private static string Content(string document, FeedElement element, bool isAtom, IReadOnlyDictionary<string, string>? entities)
    {
        var raw = element.Content.In(document).Trim();
        var type = raw.Length > 0 && isAtom ? MarkupAttributes.Find(document, element.Attributes, "type")?.ToLowerInvariant() : null;
        if (raw.Length == 0)
            return "";
        if (isAtom && !element.Attributes.IsEmpty && IsBase64(document, element, type) && Base64(raw) is { } decoded)
            return decoded;
        // Inline XML means its entities: decoded, they would be other markup.
        var isXhtml = type is "xhtml" || type?.EndsWith("xml", StringComparison.Ordinal) == true;
        var inner = isAtom ? WithoutDiv(raw) : raw;
        var text = isXhtml ? inner.ToString() : Decode(inner, entities);
        return element.Base is { } address && text.Contains('<', StringComparison.Ordinal) ? Absolute(text, address) : text.Trim();
    }

    private static string Decode(ReadOnlySpan<char> raw, IReadOnlyDictionary<string, string>? entities)
    {
        var start = raw.IndexOf("<![CDATA[");
        if (start < 0)
            return MarkupEntities.Decode(raw, entities);
        var text = new StringBuilder(raw.Length);
        while (start >= 0)
        {
            var end = raw[start..].IndexOf("]]>");
            text.Append(MarkupEntities.Decode(raw[..start], entities))
                .Append(end < 0 ? raw[(start + 9)..] : raw[(start + 9)..(start + end)]);
            raw = end < 0 ? [] : raw[(start + end + 3)..];
            start = raw.IndexOf("<![CDATA[");
        }

        return text.Append(MarkupEntities.Decode(raw, entities)).ToString().Trim();
    }

    // Atom 0.3 says mode="base64"; in 1.0 a media type that is no text.
    private static bool IsBase64(string document, FeedElement element, string? type) =>
        MarkupAttributes.Find(document, element.Attributes, "mode") is { } mode
            ? mode.Equals("base64", StringComparison.OrdinalIgnoreCase)
            : type is not null
                && type.Contains('/', StringComparison.Ordinal)
                && !type.StartsWith("text/", StringComparison.Ordinal)
                && !type.EndsWith("xml", StringComparison.Ordinal);

    private static string? Base64(ReadOnlySpan<char> raw)
    {
        var bytes = new byte[raw.Length];
        if (!Convert.TryFromBase64Chars(raw, bytes, out var length))
            return null;
        // "test" is Base64 too: what does not come out as text was none.
        var text = Encoding.UTF8.GetString(bytes, 0, length).Trim();
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? null : text;
    }

    private static string Printable(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u0008') < 0 && text.AsSpan().IndexOfAnyInRange('\u000B', '\u001F') < 0)
            return text;
        return string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\r' or '\t'));
    }

    // The div that holds XHTML is the feed's, not the text's.
    private static ReadOnlySpan<char> WithoutDiv(ReadOnlySpan<char> raw)
    {
        if (!raw.StartsWith("<div", StringComparison.OrdinalIgnoreCase) || !raw.EndsWith("</div>", StringComparison.OrdinalIgnoreCase))
            return raw;
        var inner = raw[(raw.IndexOf('>') + 1)..^6];
        var depth = 0;
        for (var at = inner.IndexOf("div", StringComparison.OrdinalIgnoreCase); at >= 0; )
        {
            depth +=
                at > 1 && inner[at - 1] == '/' && inner[at - 2] == '<' ? -1
                : at > 0 && inner[at - 1] == '<' ? 1
                : 0;
            if (depth < 0)
            {
                // <div>…</div><div>…</div>
                return raw;
            }

            var next = inner[(at + 3)..].IndexOf("div", StringComparison.OrdinalIgnoreCase);
            at = next < 0 ? -1 : at + 3 + next;
        }

        return inner.Trim();
    }

    private static string Absolute(string text, Uri address) =>
        Link()
            .Replace(
                text,
                match =>
                    WebAddress.Resolve(address, match.Groups[2].Value) is { } found
                        ? $"{match.Groups[1].Value}{found.AbsoluteUri}{match.Groups[3].Value}"
                        : match.Value
            )
            .Trim();

    [GeneratedRegex("""(<[a-z][^<>]*?\s(?:href|src|cite|background|poster)\s*=\s*["'])([^"'<>]*)(["'])""", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
