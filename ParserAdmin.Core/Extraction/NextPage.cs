namespace ParserAdmin.Core.Extraction;

/// <summary>Where a page says that the next one is.</summary>
internal static class NextPage
{
    /// <summary>The absolute address, or null. A link to the page itself ("#", or a button that is disabled on the last page) leads nowhere.</summary>
    public static Uri? Resolve(Uri baseAddress, Uri pageAddress, string? link) =>
        link?.Trim() is { Length: > 0 } trimmed && WebAddress.Resolve(baseAddress, trimmed) is { } next
            && WebAddress.WithoutFragment(next) is { } address && address != WebAddress.WithoutFragment(pageAddress)
            ? address
            : null;
}
