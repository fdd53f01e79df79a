using System.Globalization;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>An item's fields as a person edits them: texts, of which those that were changed count.</summary>
internal sealed class ItemForm
{
    private readonly Dictionary<string, string> _before;

    public ItemForm(Item item)
    {
        Fields = [.. ItemFields.Names, .. item.Attributes.Keys.Select(name => ItemFields.Attribute + name)];
        _before = Fields.ToDictionary(field => field, field => Text(item, field));
        Values = new Dictionary<string, string>(_before);
    }

    /// <summary>In the order of the page.</summary>
    public IReadOnlyList<string> Fields { get; }

    public Dictionary<string, string> Values { get; }

    /// <summary>What was changed, as the command takes it. Names stand one a line.</summary>
    public Dictionary<string, IReadOnlyList<string>> Changes() =>
        Fields
            .Where(field => Values[field] != _before[field])
            .ToDictionary(
                field => field,
                IReadOnlyList<string> (field) =>
                    IsList(field) ? Values[field].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    : Values[field].Trim() is { Length: > 0 } text ? [text]
                    : []
            );

    public static bool IsList(string field) => field is "creators" or "genres";

    public static bool IsLong(string field) => field.StartsWith(ItemFields.Attribute, StringComparison.Ordinal);

    public static string Label(string field) =>
        field switch
        {
            "publishedAt" => "Published",
            "seriesNumber" => "Number in the series",
            "imageUrl" => "Image",
            _ when field.StartsWith(ItemFields.Attribute, StringComparison.Ordinal) => field[ItemFields.Attribute.Length..],
            _ => char.ToUpperInvariant(field[0]) + field[1..],
        };

    public static string? Hint(string field) =>
        field switch
        {
            "publishedAt" => "UTC, such as 2026-05-04 or 2026-05-04T13:37:00Z",
            "currency" => "Three letters, such as EUR",
            "creators" or "genres" => "One a line",
            _ => null,
        };

    private static string Text(Item item, string field) =>
        field switch
        {
            "title" => item.Title,
            "price" => item.Price?.ToString("0.####", CultureInfo.InvariantCulture) ?? "",
            "currency" => item.Currency ?? "",
            "status" => item.Status ?? "",
            "publishedAt" => item.PublishedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture) ?? "",
            "series" => item.Series ?? "",
            "seriesNumber" => ItemText.Number(item.SeriesNumber) ?? "",
            "creators" => string.Join('\n', item.Creators),
            "genres" => string.Join('\n', item.Genres),
            "imageUrl" => item.ImageUrl ?? "",
            _ => item.Attributes.GetValueOrDefault(field[ItemFields.Attribute.Length..], ""),
        };
}
