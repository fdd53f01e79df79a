using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Invocables.Steps.Pages;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Studio.Hints;
using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Core.Studio;

/// <summary>Runs a path on a saved answer with the extractors of a crawl, and tells of every step. No request, no database.</summary>
public sealed class PreviewEngine(TimeProvider clock)
{
    /// <param name="rows">How many rows to tell of in full.</param>
    public Preview Run(SourceDefinition definition, string name, SavedAnswer answer, int rows, CancellationToken cancellationToken)
    {
        var path = definition.Paths[name];
        var text = answer.Decode(definition.Fetch.Encoding);
        var trace = new PreviewTrace(rows);
        try
        {
            var page = Extractors(answer).For(path.Response).Extract(text, answer.Address, path, trace, cancellationToken);
            return new Preview(
                name,
                answer,
                text,
                page.Rows.Count,
                Rows(definition, name, page, trace, text),
                Pagination.After(path, answer.Address, page),
                RowsHints.Missing(definition, path, page, text, answer.IsRendered, cancellationToken),
                []
            )
            {
                Listings = page.Listings,
                Hints =
                [
                    .. RowsHints.Of(path, page, trace, text),
                    .. FieldHints.Of(definition, name, page, trace),
                    .. CaseHints.Of(path, trace),
                    .. IdentityHint.Of(definition, name, page),
                    .. OnwardHints.Of(path, answer.Address, page, trace, text, cancellationToken),
                    .. PriceHint.Of(definition, name, page),
                ],
            };
        }
        catch (ExtractionException unread)
        {
            return new Preview(name, answer, text, 0, [], null, $"The page cannot be read: {unread.Message}", []);
        }
    }

    /// <summary>A saved answer's "yesterday" is the day before it was saved.</summary>
    private RowExtractors Extractors(SavedAnswer answer) => RowExtractors.By(answer.At is { } at ? new FrozenClock(at) : clock);

    private static List<PreviewRow> Rows(SourceDefinition definition, string name, ExtractedPage page, PreviewTrace trace, string text)
    {
        var places = RowPlaces.Find(text, [.. trace.Rows.Select(row => row.Row)]);
        var items = new PreviewItems(definition, name);
        return
        [
            .. trace.Rows.Select(
                (row, index) =>
                {
                    var item = items.Of(page.Rows[index]);
                    return new PreviewRow(
                        index + 1,
                        row.Fields,
                        places[index],
                        items.DetailOf(page.Rows[index]),
                        item.ExternalId,
                        item.Draft,
                        item.Problem
                    );
                }
            ),
        ];
    }
}
