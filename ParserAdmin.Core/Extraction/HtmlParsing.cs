using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace ParserAdmin.Core.Extraction;

/// <summary>Parses HTML from outside under limits: it can be cancelled, and a page built to exhaust the parser is refused.</summary>
internal static class HtmlParsing
{
    // Each open element is looked at for each new one: 100,000 nested tags cost AngleSharp a minute, 5,000 a quarter of a second.
    // Honest pages close what they open; elements that may stay open are not counted.
    private const int MaxOpenElements = 5_000;

    private static readonly HashSet<string> MayStayOpen = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "body", "head",
        "html", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp", "rt",
    };

    public static IHtmlDocument Parse(string html, CancellationToken cancellationToken)
    {
        var open = 0;
        var options = new HtmlParserOptions
        {
            IsScripting = false,
            OnToken = (token, _) => Watch(token, ref open, cancellationToken),
        };
        return new HtmlParser(options).ParseDocument(html);
    }

    private static void Watch(HtmlToken token, ref int open, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (token is not HtmlTagToken tag || tag.IsSelfClosing || MayStayOpen.Contains(tag.Name.ToString()))
        {
            return;
        }

        open = tag.Type == HtmlTokenType.StartTag ? open + 1 : Math.Max(0, open - 1);
        if (open > MaxOpenElements)
        {
            throw new ExtractionException($"the page leaves more than {MaxOpenElements} elements open; it is broken or built to exhaust parsers");
        }
    }
}
