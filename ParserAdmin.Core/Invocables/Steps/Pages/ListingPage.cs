using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Invocables.Steps.Crawling;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <param name="Address">Where its rows are from.</param>
/// <param name="Number">From 1, the pages of an earlier part counted.</param>
/// <param name="Mark">Where to go on once all of its rows are saved; null on the last page.</param>
/// <param name="WasCut">There are more pages, but the limit does not allow them.</param>
public sealed record ListingPage(Uri Address, int Number, IReadOnlyList<ExtractedRow> Rows, bool IsLast, bool WasCut, PageMark? Mark = null)
{
    /// <summary>It is the first one of its listing.</summary>
    public bool BeginsListing { get; init; }
}
