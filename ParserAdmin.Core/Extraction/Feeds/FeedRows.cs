using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Gets the entries of a feed: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed.</summary>
public sealed class FeedRows(TimeProvider clock) : IRowExtractor
{
    public ResponseType Response => ResponseType.Feed;

    public ExtractedPage Extract(
        string body,
        Uri pageAddress,
        PathDefinition path,
        IExtractionTrace? trace,
        CancellationToken cancellationToken
    )
    {
        var feed = FeedReading.Read(body, cancellationToken);
        var context = new FilterContext(pageAddress) { Clock = clock, Trace = trace };
        var reader = new RowReader<IFeedEntry>(path, context, field => new FeedFinder(field, feed.Head));
        return NextPage.Follow(
            path.Pagination,
            reader.ReadAll(feed.Entries, cancellationToken),
            pageAddress,
            pageAddress,
            next => feed.Head.Find(next.Selector, null),
            trace
        );
    }
}
