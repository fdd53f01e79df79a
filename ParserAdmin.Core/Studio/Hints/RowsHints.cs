using System.Buffers;
using AngleSharp.Dom;
using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Studio.Hints;

/// <summary>
/// Tells why <c>rows</c> finds nothing, or what it should not: the wrong kind of answer, a page that scripts make, a list taken for a row.
/// </summary>
internal static class RowsHints
{
    /// <summary>Every hint of this class begins with it.</summary>
    private const string Key = "rows: ";

    // What stands in place of a page that scripts make: a word while it loads, or that scripts are wanted.
    private const int LittleText = 200;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n>/");

    /// <returns>Why there is no row, for people; null where there is one, or a page that leads on to listings.</returns>
    public static string? Missing(
        SourceDefinition definition,
        PathDefinition path,
        ExtractedPage page,
        string text,
        bool rendered,
        CancellationToken cancellationToken
    )
    {
        // A front page may have nothing but links to listings.
        if (page.Rows.Count > 0 || page.Listings.Count > 0)
            return null;
        if (path.Response == ResponseType.Feed)
            return "The feed has no entries.";
        var why =
            OtherKind(path, text)
            ?? (
                !rendered
                && !(path.Browser ?? definition.Fetch.Rendering.Browser)
                && path.Response == ResponseType.Html
                && IsMadeByScripts(text, cancellationToken)
                    ? "The page has hardly any text and loads scripts, so it may be scripts that make it: let a browser open it, with "
                        + "fetch: { renderer: browser }."
                    : "Look at the page's source: the selector may be wrong, or the page may be another one than a browser shows."
            );
        return $"Nothing on the page matches 'rows' ({path.Rows.Selector}). {why}";
    }

    public static IEnumerable<string> Of(PathDefinition path, ExtractedPage page, PreviewTrace trace, string text)
    {
        if (IsList(page, trace) && trace.Rows[0].Row is JArray list)
        {
            yield return $"{Key}'{path.Rows.Selector}' is one list of {list.Count}, read as a single row. Write "
                + $"'{path.Rows.Selector}[*]' to have a row of each.";
        }

        if (page.Rows.Count == 0 && page.Listings.Count > 0)
        {
            yield return $"{Key}nothing on this page matches '{path.Rows.Selector}'. That is right for a page that only leads to "
                + $"listings, and wrong for a listing.";
        }

        // Read as HTML, a feed has its titles and lacks its links.
        if (page.Rows.Count > 0 && path.Response == ResponseType.Html && OtherKind(path, text) is { } kind)
            yield return Key + kind;
    }

    /// <summary>The selector names the list and not what is in it.</summary>
    public static bool IsList(ExtractedPage page, PreviewTrace trace) => page.Rows.Count == 1 && trace.Rows is [{ Row: JArray }];

    /// <summary>What the answer is, where it is of another kind than the definition says.</summary>
    private static string? OtherKind(PathDefinition path, string text)
    {
        var start = text.AsSpan().TrimStart().TrimStart('\uFEFF');
        if (path.Response is ResponseType.Html or ResponseType.Xml && IsFeed(start))
            return "This is a feed: write 'response: feed' and name its fields.";
        return path is { Response: ResponseType.Html or ResponseType.Xml } && start.Length > 0 && start[0] is '{' or '['
            ? "This is JSON: write 'response: json'."
            : null;
    }

    private static bool IsFeed(ReadOnlySpan<char> text)
    {
        // Before the root there may be a declaration, comments and processing instructions.
        while (text.Length > 1 && text[0] == '<' && text[1] is '?' or '!')
        {
            var end = text.StartsWith("<!--") ? text.IndexOf("-->") : text.IndexOf('>');
            if (end < 0)
                return false;
            text = text[(end + (text.StartsWith("<!--") ? 3 : 1))..].TrimStart();
        }

        var name = text.Length > 0 && text[0] == '<' ? text[1..] : default;
        var length = name.IndexOfAny(NameEnds);
        return length > 0 && (name[..length] is "rss" or "feed" || name[..length].Equals("rdf:RDF", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsMadeByScripts(string text, CancellationToken cancellationToken)
    {
        using var page = HtmlParsing.Parse(text, cancellationToken);
        return page.Body is { } body && page.QuerySelector("script") is not null && VisibleText.Of(body).Length < LittleText;
    }
}
