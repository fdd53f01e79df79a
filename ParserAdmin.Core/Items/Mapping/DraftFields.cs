using System.Globalization;

namespace ParserAdmin.Core.Items.Mapping;

/// <summary>All fields of a draft by name: the one list that hash and diff share, so that neither can forget a field.</summary>
internal static class DraftFields
{
    /// <summary>What finds the item, and may differ from page to page for the same content.</summary>
    public static IEnumerable<DraftField> Keys(ItemDraft draft) => [One("externalId", draft.ExternalId), One("url", draft.Url)];

    /// <summary>What the item is.</summary>
    public static IEnumerable<DraftField> Content(ItemDraft draft) =>
        [
            One("kind", draft.Kind),
            One("title", draft.Title),
            One("price", Number(draft.Price)),
            One("currency", draft.Currency),
            One("status", draft.Status),
            One("publishedAt", draft.PublishedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            One("series", draft.Series),
            One("seriesNumber", Number(draft.SeriesNumber)),
            new DraftField("creators", draft.Creators),
            new DraftField("genres", draft.Genres),
            One("imageUrl", draft.ImageUrl),
            .. draft
                .Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
                .Select(attribute => One($"attributes.{attribute.Key}", attribute.Value)),
        ];

    private static DraftField One(string name, string? value) => new(name, value is null ? [] : [value]);

    // Databases change a decimal's scale: 9.50 and 9.5 must be one.
    private static string? Number(decimal? number) => number?.ToString("G29", CultureInfo.InvariantCulture);
}
