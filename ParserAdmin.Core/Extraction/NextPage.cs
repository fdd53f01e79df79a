using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Extraction;

/// <summary>Where a page says that the next one is.</summary>
internal static class NextPage
{
    /// <summary>The page with what it says of the next one, by a link or a cursor. One that counts says nothing: its rows do.</summary>
    /// <param name="find">Finds the texts at a place of the page; null for a match without the attribute.</param>
    /// <param name="trace">Hears what was found; null in a crawl.</param>
    public static ExtractedPage Follow(
        PaginationDefinition? pagination,
        List<ExtractedRow> rows,
        Uri baseAddress,
        Uri pageAddress,
        Func<NextLinkDefinition, IEnumerable<string?>> find,
        IExtractionTrace? trace
    )
    {
        return new(rows, pagination?.Next is { } next ? Resolve(baseAddress, pageAddress, Found("next", next).FirstOrDefault()) : null)
        {
            Cursor =
                pagination?.Cursor is { } cursor && Found("cursor", cursor.Found).FirstOrDefault()?.Trim() is { Length: > 0 } text
                    ? text
                    : null,

            // A link to another site, in a menu say, is no listing of this one.
            Listings = pagination?.Listings is { } listings
                ?
                [
                    .. Found("listings", listings)
                        .Select(link => Resolve(baseAddress, pageAddress, link))
                        .OfType<Uri>()
                        .Where(address => WebAddress.SameOrigin(address, pageAddress))
                        .Distinct(),
                ]
                : [],
        };

        IEnumerable<string?> Found(string key, NextLinkDefinition wanted)
        {
            var found = find(wanted);
            if (trace is null)
                return found;
            List<string?> whole = [.. found];
            trace.Onward(key, wanted, whole);
            return whole;
        }
    }

    /// <summary>
    /// The absolute address, or null. A link to the page itself ("#", or a button that is disabled on the last page) leads nowhere.
    /// </summary>
    public static Uri? Resolve(Uri baseAddress, Uri pageAddress, string? link) =>
        link?.Trim() is { Length: > 0 } trimmed
        && WebAddress.Resolve(baseAddress, trimmed) is { } next
        && WebAddress.WithoutFragment(next) is { } address
        && address != WebAddress.WithoutFragment(pageAddress)
            ? address
            : null;
}
