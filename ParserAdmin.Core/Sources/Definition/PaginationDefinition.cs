namespace ParserAdmin.Core.Sources.Definition;

/// <summary>How to get from a page to the next.</summary>
/// <param name="Next">The link to follow.</param>
/// <param name="MaxPages">How many pages one run reads at most, the first included.</param>
public sealed record PaginationDefinition(NextLinkDefinition Next, int MaxPages)
{
    public const int DefaultMaxPages = 100;
}
