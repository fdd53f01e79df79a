using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Core.Studio;

/// <summary>What a definition makes of an answer.</summary>
/// <param name="Path">The name of the path that read it.</param>
/// <param name="Answer">What was read; run again on it without a request.</param>
/// <param name="Text">The answer decoded: the rows' places count in it.</param>
/// <param name="RowCount">All rows of the page.</param>
/// <param name="Rows">The first of them, in full.</param>
/// <param name="Next">The next page's address; null on the last page, or where the path has no pagination.</param>
/// <param name="Problem">Why the page could not be read at all, or has no rows; null where it went well.</param>
/// <param name="Notes">What happened while it was fetched: signed in, sent on, waited.</param>
public sealed record Preview(
    string Path,
    SavedAnswer Answer,
    string Text,
    int RowCount,
    IReadOnlyList<PreviewRow> Rows,
    Uri? Next,
    string? Problem,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Further listings that the page links to, where the path's pagination has <c>listings</c>.</summary>
    public IReadOnlyList<Uri> Listings { get; init; } = [];

    /// <summary>
    /// What may be wrong and need not be, for people: the last page of a listing has no next link, and neither has one whose selector is
    /// wrong.
    /// </summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>Whether the page was read, has rows and each of those told of makes what it should.</summary>
    public bool IsGood => Problem is null && Rows.All(row => row.Problem is null);
}
