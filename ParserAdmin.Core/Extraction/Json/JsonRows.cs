using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction.Json;

/// <summary>Gets rows out of JSON by JSONPath; also out of JSON that stands in an HTML page.</summary>
public sealed class JsonRows(TimeProvider clock) : IRowExtractor
{
    public ResponseType Response => ResponseType.Json;

    public ExtractedPage Extract(
        string body,
        Uri pageAddress,
        PathDefinition path,
        IExtractionTrace? trace,
        CancellationToken cancellationToken
    )
    {
        var documents = EmbeddedJson.IsWanted(path.Rows)
            ? EmbeddedJson.Find(body, path.Rows, cancellationToken)
            : [JsonReading.Parse(body, trace is not null, cancellationToken)];
        var context = new FilterContext(pageAddress)
        {
            Clock = clock,
            Trace = trace,
            Document = documents is [var only, ..] ? only : null,
        };
        var reader = new RowReader<JToken>(path, context, field => new TokenFinder(field));
        var rows = documents
            .SelectMany(document => JsonSelection.Select(document, path.Rows.Selector, cancellationToken))
            .Where(row => row is not JValue { Value: null });
        return NextPage.Follow(
            path.Pagination,
            reader.ReadAll(rows, cancellationToken),
            pageAddress,
            pageAddress,
            next => Links(documents, next),
            trace
        );
    }

    private static IEnumerable<string?> Links(IEnumerable<JToken> documents, NextLinkDefinition next) =>
        documents
            .SelectMany(document => JsonSelection.Select(document, next.Selector))
            // "next": false is how some APIs say that there is none.
            .Where(token => token is not JValue { Value: bool })
            .SelectMany(JsonTexts.Of);
}
