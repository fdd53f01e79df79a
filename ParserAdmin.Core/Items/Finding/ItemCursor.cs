using System.Globalization;

namespace ParserAdmin.Core.Items.Finding;

/// <summary>
/// The last item of a page: where the next one begins. It holds the item's place in the order itself, so the item may change or go
/// meanwhile.
/// </summary>
/// <param name="Key">What the list is ordered by: ticks, words of the title or ten-thousandths; null where the order is by id, or without a
/// price.</param>
public sealed record ItemCursor(Guid Id, string? Key = null)
{
    public static ItemCursor Of(Item item, ItemSort sort) =>
        new(
            item.Id,
            sort switch
            {
                ItemSort.Changed => item.LastChangedAt.Ticks.ToString(CultureInfo.InvariantCulture),
                ItemSort.Title => item.TitleOrder ?? "",
                ItemSort.Price => item.PriceOrder?.ToString(CultureInfo.InvariantCulture),
                _ => null,
            }
        );

    /// <returns>Null for what is no cursor of a list in this order.</returns>
    public static ItemCursor? TryParse(string? text, ItemSort sort)
    {
        if (text is not { Length: >= 36 and <= 36 + 1 + ItemTokens.LongestOrder } || !Guid.TryParseExact(text[..36], "D", out var id))
            return null;
        var key = text.Length > 36 && text[36] == '.' ? text[37..] : null;
        var fits = sort switch
        {
            ItemSort.Newest => text.Length == 36,
            ItemSort.Changed => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && ticks <= DateTime.MaxValue.Ticks,
            ItemSort.Price => text.Length == 36 || long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            _ => key is not null && !key.Contains('\0'),
        };
        return fits ? new ItemCursor(id, key) : null;
    }

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => Key is null ? Id.ToString() : $"{Id}.{Key}";

    internal DateTime Time => new(Number, DateTimeKind.Utc);

    internal long Number => long.Parse(Key!, CultureInfo.InvariantCulture);
}
