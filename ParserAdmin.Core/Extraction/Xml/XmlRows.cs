using AngleSharp.Dom;
using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction.Xml;

/// <summary>Gets rows out of XML by CSS selectors: names without their prefix, in any namespace.</summary>
public sealed class XmlRows(TimeProvider clock) : IRowExtractor
{
    public ResponseType Response => ResponseType.Xml;

    public ExtractedPage Extract(
        string body,
        Uri pageAddress,
        PathDefinition path,
        IExtractionTrace? trace,
        CancellationToken cancellationToken
    )
    {
        var top = XmlTree.Parse(body, cancellationToken);
        var context = new FilterContext(BaseAddress(top, pageAddress)) { Clock = clock, Trace = trace };
        var reader = new RowReader<IElement>(path, context, field => new ElementFinder(field));
        return NextPage.Follow(
            path.Pagination,
            reader.ReadAll(new CompiledSelector(path.Rows.Selector).All(top), cancellationToken),
            context.BaseAddress,
            pageAddress,
            next => Links(top, next),
            trace
        );
    }

    // The attribute where there is one, else the text: <next>https://…</next>.
    private static IEnumerable<string?> Links(IElement top, NextLinkDefinition next) =>
        new CompiledSelector(next.Selector).Each(top).Select(found => found.GetAttribute(next.Attribute) ?? found.TextContent);

    private static Uri BaseAddress(IElement top, Uri pageAddress) =>
        top.FirstElementChild?.GetAttribute("xml:base") is { } given
            ? WebAddress.Resolve(pageAddress, given.Trim()) ?? pageAddress
            : pageAddress;
}
