using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Studio.Hints;

/// <summary>
/// Tells where a page leads nowhere although the definition says how it goes on. The last page does so rightly, hence hints and no errors.
/// </summary>
internal static class OnwardHints
{
    private const int LongestQuote = 80;

    public static IEnumerable<string> Of(
        PathDefinition path,
        Uri address,
        ExtractedPage page,
        PreviewTrace trace,
        string text,
        CancellationToken cancellationToken
    )
    {
        foreach (var (key, wanted, found) in trace.Links)
        {
            var leads = key switch
            {
                "next" => page.Next is not null,
                "cursor" => page.Cursor is not null,
                _ => page.Listings.Count > 0,
            };
            if (!leads && !OnwardPlaces.SaysLast(path, wanted, found, text, cancellationToken))
            {
                yield return $"pagination.{key}: {What(path, key, wanted, found)}. "
                    + $"{(key == "listings" ? "If the page links to listings" : "If there are further pages (the last one has none)")}, "
                    + $"{OnwardPlaces.Suggest(path, wanted, address, text, cancellationToken) ?? "look for the place in the page's source"}.";
            }
        }
    }

    private static string What(PathDefinition path, string key, NextLinkDefinition wanted, IReadOnlyList<string?> found)
    {
        if (found.Count == 0)
            return $"the selector '{wanted.Selector}' found nothing on this page";
        if (found.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) is not { } first)
        {
            return path.Response == ResponseType.Html
                ? $"what the selector '{wanted.Selector}' found has no attribute '{wanted.Attribute}'"
                : $"what the selector '{wanted.Selector}' found is empty";
        }

        var quote = first.Excerpt(LongestQuote);
        return key == "listings"
            ? $"what the selector '{wanted.Selector}' found leads to no other page of this site ('{quote}')"
            : $"what the selector '{wanted.Selector}' found leads to no other page ('{quote}')";
    }
}
