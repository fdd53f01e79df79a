using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>An item's values as people read them.</summary>
public static class ItemText
{
    private static readonly HashSet<string> WholeCurrencies = ["JPY", "KRW", "VND", "CLP", "ISK", "HUF"];

    // It is shown as text, never as markup.
    private static readonly JsonSerializerOptions RawJson = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>"1,299.00 EUR"; null without a price.</summary>
    public static string? Price(decimal? price, string? currency)
    {
        if (price is not { } amount)
            return null;
        var whole = decimal.IsInteger(amount) && (currency is null || WholeCurrencies.Contains(currency));
        var text = amount.ToString(whole ? "#,##0" : "#,##0.00##", CultureInfo.InvariantCulture);
        return currency is null ? text : $"{text} {currency}";
    }

    /// <summary>"Name #1.5", whichever of the two is known.</summary>
    public static string? Series(Item item) =>
        (item.Series, Number(item.SeriesNumber)) switch
        {
            ({ } series, { } number) => $"{series} #{number}",
            ({ } series, null) => series,
            (null, { } number) => $"#{number}",
            _ => null,
        };

    public static string? Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>All that is stored of it, as JSON.</summary>
    public static string Raw(Item item) => JsonSerializer.Serialize(item, RawJson);

    /// <summary>"312", or "10,000+" where counting stopped.</summary>
    public static string Count(int count) =>
        count > ItemQueries.CountCap
            ? $"{ItemQueries.CountCap.ToString("N0", CultureInfo.InvariantCulture)}+"
            : count.ToString("N0", CultureInfo.InvariantCulture);
}
