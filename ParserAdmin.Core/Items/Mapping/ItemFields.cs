namespace ParserAdmin.Core.Items.Mapping;

/// <summary>
/// The fields that somebody else than the site may have the last word on, by name: what an item is, but not by what it is found.
/// </summary>
public static class ItemFields
{
    /// <summary>Before the name of an attribute, as in revisions.</summary>
    public const string Attribute = "attributes.";

    /// <summary>All but the attributes.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["title", "price", "currency", "status", "publishedAt", "series", "seriesNumber", "creators", "genres", "imageUrl"];

    /// <summary>The full name of a field as a definition names it: what has no place of its own is an attribute.</summary>
    public static string Of(string name) => Names.Contains(name) ? name : Attribute + name;

    public static bool HasValue(string field, ItemDraft draft) =>
        DraftFields.Content(draft).Any(one => one.Name == field && one.Values.Count > 0);

    /// <summary>The values of one field as text; none where it is not set.</summary>
    public static IReadOnlyList<string> Values(string field, ItemDraft draft) =>
        DraftFields.Content(draft).FirstOrDefault(one => one.Name == field)?.Values ?? [];

    /// <summary>One field of a draft in another one; taken away where it is not set.</summary>
    public static ItemDraft Copy(string field, ItemDraft from, ItemDraft to) =>
        field switch
        {
            "title" => to with { Title = from.Title },
            "price" => to with { Price = from.Price },
            "currency" => to with { Currency = from.Currency },
            "status" => to with { Status = from.Status },
            "publishedAt" => to with { PublishedAt = from.PublishedAt, PublishedWithin = from.PublishedWithin },
            "series" => to with { Series = from.Series },
            "seriesNumber" => to with { SeriesNumber = from.SeriesNumber },
            "creators" => to with { Creators = from.Creators },
            "genres" => to with { Genres = from.Genres },
            "imageUrl" => to with { ImageUrl = from.ImageUrl },
            _ when field.StartsWith(Attribute, StringComparison.Ordinal) && field[Attribute.Length..] is var name => to with
            {
                Attributes = from.Attributes.TryGetValue(name, out var value)
                    ? to.Attributes.SetItem(name, value)
                    : to.Attributes.Remove(name),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such field"),
        };
}
