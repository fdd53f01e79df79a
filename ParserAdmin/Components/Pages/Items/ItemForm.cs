using System.Globalization;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>An item's fields as a person edits them: texts, of which those that were changed count.</summary>
internal sealed class ItemForm
{
    private readonly Dictionary<string, string> _before;

    public ItemForm(Item item)
        : this(item, []) { }

    /// <param name="more">Attributes that the item has no longer.</param>
    private ItemForm(Item item, IEnumerable<string> more)
    {
        Fields = [.. ItemFields.Names.Concat(item.Attributes.Keys.Select(name => ItemFields.Attribute + name)).Concat(more).Distinct()];
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

    /// <summary>Somebody changed the item: entries stay, and where nothing was entered the new value comes in.</summary>
    public ItemForm With(Item now)
    {
        var entered = Fields.Where(field => Values[field] != _before[field]).ToList();
        var next = new ItemForm(now, entered);
        foreach (var field in entered)
            next.Values[field] = Values[field];
        return next;
    }

    /// <summary>What of an item changed.</summary>
    public static IReadOnlyList<DiffRow> Between(Item before, Item now) =>
        [
            .. new ItemForm(before, new ItemForm(now).Fields)
                .Fields.Select(field => new DiffRow(Label(field), Text(before, field), Text(now, field)))
                .Where(row => row.Kind != DiffKind.Same),
        ];

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
