using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Extraction;

/// <summary>Where a page says that the next one is.</summary>
internal static class NextPage
{
    /// <summary>The page with what it says of the next one, by a link or a cursor. One that counts says nothing: its rows do.</summary>
    /// <param name="find">Finds the texts at a place of the page.</param>
    public static ExtractedPage Follow(
        PaginationDefinition? pagination, List<ExtractedRow> rows, Uri baseAddress, Uri pageAddress, Func<NextLinkDefinition, IEnumerable<string?>> find) =>
        new(rows, pagination?.Next is { } next ? Resolve(baseAddress, pageAddress, find(next).FirstOrDefault()) : null)
        {
            Cursor = pagination?.Cursor is { } cursor && find(cursor.Found).FirstOrDefault()?.Trim() is { Length: > 0 } text ? text : null,

            // A link to another site, in a menu say, is no listing of this one.
            Listings = pagination?.Listings is { } listings
                ? [.. find(listings).Select(link => Resolve(baseAddress, pageAddress, link)).OfType<Uri>().Where(address => WebAddress.SameOrigin(address, pageAddress)).Distinct()]
                : [],
        };

    /// <summary>The absolute address, or null. A link to the page itself ("#", or a button that is disabled on the last page) leads nowhere.</summary>
    public static Uri? Resolve(Uri baseAddress, Uri pageAddress, string? link) =>
        link?.Trim() is { Length: > 0 } trimmed && WebAddress.Resolve(baseAddress, trimmed) is { } next
            && WebAddress.WithoutFragment(next) is { } address && address != WebAddress.WithoutFragment(pageAddress)
            ? address
            : null;
}
