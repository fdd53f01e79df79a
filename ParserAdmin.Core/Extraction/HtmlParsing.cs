using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace ParserAdmin.Core.Extraction;

/// <summary>
/// Parses HTML from outside under limits: it can be cancelled at each token, and a page built to exhaust the parser is refused.
/// </summary>
internal static class HtmlParsing
{
    // Made once. Nothing here loads or runs what attributes ask for.
    private static readonly IConfiguration Bare = Configuration.Default.Without<IAttributeObserver>();

    public static IHtmlDocument Parse(string html, CancellationToken cancellationToken) =>
        Parse(html, keepPlaces: false, cancellationToken);

    /// <param name="keepPlaces">Elements know where in the text they began, at a price in memory.</param>
    public static IHtmlDocument Parse(string html, bool keepPlaces, CancellationToken cancellationToken)
    {
        var open = new OpenElements();
        var options = new HtmlParserOptions
        {
            IsKeepingSourceReferences = keepPlaces,
            OnToken = (token, _) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (token is HtmlTagToken tag)
                    open.Watch(tag);
            },
        };
        return new HtmlParser(options, BrowsingContext.New(Bare)).ParseDocument(html);
    }
}
