using ParserAdmin.Core.Invocables.Steps.Pages;

namespace ParserAdmin.Core.Invocables.Steps.Crawling;

/// <summary>
/// Rides on the last item of a page through the stream: once that item is saved, the crawl may go on at <paramref name="Next"/>.
/// </summary>
/// <param name="PagesDone">Pages up to and with this one.</param>
/// <param name="RowsDone">Rows up to and with this page's.</param>
public sealed record PageMark(Uri Next, int PagesDone, int RowsDone)
{
    /// <summary>Null where the path has one listing only.</summary>
    public ListingsLeft? Listings { get; init; }
}
