namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>
/// How to get from a page to the next: by at most one of a link, a number that counts up, and a cursor; and to further listings of the same
/// kind.
/// </summary>
/// <param name="Next">The link to follow, or null.</param>
/// <param name="MaxPages">How many pages one run reads at most, the first included.</param>
public sealed record PaginationDefinition(NextLinkDefinition? Next, int MaxPages)
{
    public const int DefaultMaxPages = 100;

    /// <summary>A page number or an offset in the address, or null.</summary>
    public CountDefinition? Count { get; init; }

    /// <summary>A text of the page that asks for the next one, or null.</summary>
    public CursorDefinition? Cursor { get; init; }

    /// <summary>Links to further listings that are read the same way, such as a shop's categories; null where there is only one.</summary>
    public NextLinkDefinition? Listings { get; init; }

    /// <summary>How many pages a run reads at most that only looks for what is new; null for <see cref="MaxPages"/>.</summary>
    public int? ScheduledMaxPages { get; init; }

    /// <summary>The most pages of a run.</summary>
    public int Limit(bool incremental) => incremental ? Math.Min(ScheduledMaxPages ?? MaxPages, MaxPages) : MaxPages;
}
