using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Studio.Hints;

/// <summary>Tells of prices that no currency goes with: such an item is found by no price filter that names one.</summary>
internal static class PriceHint
{
    public static IEnumerable<string> Of(SourceDefinition definition, string name, ExtractedPage page)
    {
        if (PreviewItems.Elsewhere(definition, name).Contains("currency"))
            yield break;
        var bare = page.Rows.Where(IsBare).ToList();
        if (bare.Count == 0)
            yield break;
        yield return $"price: {(bare.Count == page.Rows.Count ? "no price has a currency" : $"{bare.Count} of {page.Rows.Count} rows have a price without a currency")}, "
            + $"such as {bare[0].Fields["price"].ToText()}. Name it, if the site has only one: price: {{ …, filters: [{{ money: {{ "
            + $"currency: EUR }} }}] }}, or read it with a field 'currency'.";
    }

    private static bool IsBare(ExtractedRow row) =>
        row.Fields.GetValueOrDefault("price") is { } price
        && price is not MoneyValue { Currency: not null }
        && price is not MoneyValue { Amount: 0 }
        && !row.Fields.ContainsKey("currency");
}
