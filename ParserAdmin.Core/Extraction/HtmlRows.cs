using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction;

/// <summary>Gets rows out of HTML by CSS selectors.</summary>
public sealed class HtmlRows(TimeProvider clock) : IRowExtractor
{
    public ResponseType Response => ResponseType.Html;

    public ExtractedPage Extract(
        string body,
        Uri pageAddress,
        PathDefinition path,
        IExtractionTrace? trace,
        CancellationToken cancellationToken
    )
    {
        using var document = HtmlParsing.Parse(body, trace is not null, cancellationToken);
        var context = new FilterContext(BaseAddress(document, pageAddress)) { Clock = clock, Trace = trace };
        var reader = new RowReader<IElement>(path, context, field => new ElementFinder(field));
        return NextPage.Follow(
            path.Pagination,
            reader.ReadAll(new CompiledSelector(path.Rows.Selector).All(document), cancellationToken),
            context.BaseAddress,
            pageAddress,
            next => Links(document, next),
            trace
        );
    }

    private static IEnumerable<string?> Links(INode document, NextLinkDefinition next) =>
        new CompiledSelector(next.Selector).Each(document).Select(found => found.GetAttribute(next.Attribute));

    private static Uri BaseAddress(IHtmlDocument document, Uri pageAddress)
    {
        var href = new CompiledSelector("base[href]").First(document)?.GetAttribute("href");
        return href is null ? pageAddress : WebAddress.Resolve(pageAddress, href.Trim()) ?? pageAddress;
    }
}
