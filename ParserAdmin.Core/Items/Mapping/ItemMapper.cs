using System.Collections.Immutable;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Items.Mapping;

/// <summary>Makes an item out of a row and, where there is one, its detail page.</summary>
public static class ItemMapper
{
    /// <param name="row">The row of the listing.</param>
    /// <param name="detail">The row of the item's own page; its fields are laid over the listing's.</param>
    /// <param name="defaultKind">The item's kind unless a field <c>kind</c> says another.</param>
    /// <returns>No draft without a title. A field of the wrong type is left out and reported.</returns>
    public static MappedItem Map(ExtractedRow row, ExtractedRow? detail, string defaultKind)
    {
        var fields = new Dictionary<string, FieldValue>(row.Fields);
        foreach (var field in detail?.Fields ?? new Dictionary<string, FieldValue>())
            fields[field.Key] = field.Value;

        // What one page lacks and the other has is no error.
        var errors = row
            .Errors.Concat(detail?.Errors ?? [])
            .Where(error => error.Filter is not null || !fields.ContainsKey(error.Field))
            .ToList();
        var bag = new FieldBag(fields, errors);
        var title = bag.Text("title");
        if (title is null)
        {
            if (!errors.Any(error => error.Field == "title"))
                errors.Add(FieldError.Empty("title"));
            return new MappedItem(null, errors);
        }

        return new MappedItem(Draft(title.Excerpt(ItemLimits.Title), bag, defaultKind), errors);
    }

    private static ItemDraft Draft(string title, FieldBag bag, string defaultKind)
    {
        var money = bag.Money("price");
        var published = bag.Time("publishedAt");
        var currency = bag.Text("currency") is { } named ? CurrencyName.Code(named) : null;
        return new ItemDraft
        {
            Title = title,
            ExternalId = bag.Text("externalId"),
            Kind = bag.Kind() ?? defaultKind,
            Url = bag.Address("url"),
            Price = money?.Amount,
            Currency = currency ?? money?.Currency,
            Status = bag.Text("status") is { } status ? ItemStatus.Normalize(status).Excerpt(ItemLimits.Status) : null,
            PublishedAt = published?.Time,
            PublishedWithin = published?.Within ?? TimeSpan.Zero,
            Series = bag.Text("series") is { } series ? series.Excerpt(ItemLimits.Series) : null,
            SeriesNumber = bag.Number("seriesNumber"),
            Creators = bag.List("creators"),
            Genres = bag.List("genres"),
            ImageUrl = bag.Address("imageUrl"),
            Attributes = Attributes(bag.Rest),
        };
    }

    private static ImmutableSortedDictionary<string, string> Attributes(IReadOnlyDictionary<string, FieldValue> rest) =>
        ItemDraft.NoAttributes.AddRange(
            rest.Select(field => KeyValuePair.Create(field.Key, CleanText.Of(field.Value.ToText())))
                .Where(field => field.Value is not null)
                .Select(field => KeyValuePair.Create(field.Key, field.Value!))
        );
}
