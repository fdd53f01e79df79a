using System.Text.Json.Serialization;
using ParserAdmin.Core.Studio;

namespace ParserAdmin.Api.Sources;

/// <summary>What a definition makes of an answer.</summary>
/// <param name="Path">The name of the path that read it.</param>
/// <param name="RowCount">All rows of the page; <paramref name="Rows"/> holds the first of them.</param>
/// <param name="Next">The next page's address.</param>
/// <param name="Listings">Further listings that the page links to.</param>
/// <param name="Problem">Why the page could not be read, or has no rows.</param>
/// <param name="Notes">What happened while it was fetched.</param>
/// <param name="Hints">What may be wrong and need not be, in words.</param>
/// <param name="Answer">What was fetched: send it back as <c>answer</c> to try again without a request. Left out where the caller brought
/// it.</param>
internal sealed record PreviewResponse(
    string Path,
    int RowCount,
    IReadOnlyList<PreviewRowResponse> Rows,
    string? Next,
    IReadOnlyList<string> Listings,
    string? Problem,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Hints,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FetchedAnswerResponse? Answer
)
{
    public static PreviewResponse Of(Preview preview, bool wasFetched) =>
        new(
            preview.Path,
            preview.RowCount,
            [.. preview.Rows.Select(PreviewRowResponse.Of)],
            preview.Next?.AbsoluteUri,
            [.. preview.Listings.Select(listing => listing.AbsoluteUri)],
            preview.Problem,
            preview.Notes,
            preview.Hints,
            wasFetched ? FetchedAnswerResponse.Of(preview) : null
        );
}
