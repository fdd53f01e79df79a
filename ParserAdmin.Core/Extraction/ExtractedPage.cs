namespace ParserAdmin.Core.Extraction;

/// <summary>What one page holds.</summary>
/// <param name="Rows">In the page's order.</param>
/// <param name="Next">The absolute address of the next page, without a fragment; null on the last one.</param>
public sealed record ExtractedPage(IReadOnlyList<ExtractedRow> Rows, Uri? Next)
{
    /// <summary>The text that asks for the next page, where pages go on by a cursor; null on the last one.</summary>
    public string? Cursor { get; init; }

    /// <summary>Absolute addresses of further listings on the page's own origin, each once, in the page's order.</summary>
    public IReadOnlyList<Uri> Listings { get; init; } = [];
}
