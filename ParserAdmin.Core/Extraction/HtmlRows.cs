using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Extraction;

/// <summary>Gets rows out of HTML by CSS selectors.</summary>
public sealed class HtmlRows : IRowExtractor
{
    public ResponseType Response => ResponseType.Html;

    public ExtractedPage Extract(string body, Uri pageAddress, PathDefinition path, CancellationToken cancellationToken)
    {
        using var document = HtmlParsing.Parse(body, cancellationToken);
        var context = new FilterContext(BaseAddress(document, pageAddress));
        var fields = path.Fields.Select(field => new HtmlField(field.Key, field.Value, context)).ToList();

        var rows = new List<ExtractedRow>();
        foreach (var row in new CompiledSelector(path.Rows.Selector).All(document))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(ExtractRow(row, fields));
        }

        return new ExtractedPage(rows, Next(document, context.BaseAddress, pageAddress, path.Pagination));
    }

    private static ExtractedRow ExtractRow(IElement row, List<HtmlField> fields)
    {
        var values = new Dictionary<string, FieldValue>();
        var errors = new List<FieldError>();
        foreach (var field in fields)
        {
            var (value, error) = field.Read(row);
            if (value is not null)
            {
                values[field.Name] = value;
            }

            if (error is not null)
            {
                errors.Add(error);
            }
        }

        return new ExtractedRow(values, errors);
    }

    private static Uri? Next(IHtmlDocument document, Uri baseAddress, Uri pageAddress, PaginationDefinition? pagination)
    {
        if (pagination is null)
        {
            return null;
        }

        var link = new CompiledSelector(pagination.Next.Selector).First(document)?.GetAttribute(pagination.Next.Attribute)?.Trim();

        // A link to the page itself ("#", or a button that is disabled on the last page) leads nowhere.
        return !string.IsNullOrEmpty(link) && WebAddress.Resolve(baseAddress, link) is { } next
            && WebAddress.WithoutFragment(next) is { } address && address != WebAddress.WithoutFragment(pageAddress)
            ? address
            : null;
    }

    private static Uri BaseAddress(IHtmlDocument document, Uri pageAddress)
    {
        var href = new CompiledSelector("base[href]").First(document)?.GetAttribute("href");
        return href is null ? pageAddress : WebAddress.Resolve(pageAddress, href.Trim()) ?? pageAddress;
    }
}
