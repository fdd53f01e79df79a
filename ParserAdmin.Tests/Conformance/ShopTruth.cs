using System.Globalization;
using System.Text.Json;
using ParserAdmin.Core.Items;
using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>What the shop's items have to be.</summary>
internal static class ShopTruth
{
    private static readonly JsonElement Data = SharedData.Json("books/data.json");

    /// <summary>Line by line: id, name, price, stock, rating and category.</summary>
    /// <param name="above">Only books of the categories below this one; null for all.</param>
    public static List<string> Lines(int? above = null)
    {
        var below = Data.GetProperty("categories")
            .EnumerateArray()
            .Where(category => category.GetProperty("parent") is { ValueKind: JsonValueKind.Number } parent && parent.GetInt32() == above)
            .Select(category => category.GetProperty("id").GetInt32())
            .ToHashSet();
        return
        [
            .. Data.GetProperty("products")
                .EnumerateArray()
                .Where(book => above is null || below.Contains(book.GetProperty("category_id").GetInt32()))
                .Select(book =>
                    Line(
                        book.GetProperty("id").GetInt32().ToString(CultureInfo.InvariantCulture),
                        book.GetProperty("name").GetString()!,
                        book.GetProperty("price").GetString()!.Replace("£", "GBP ", StringComparison.Ordinal),
                        book.GetProperty("instock").GetBoolean() ? "true" : "false",
                        $"{book.GetProperty("rating").GetInt32()}",
                        $"{book.GetProperty("category_id").GetInt32()}"
                    )
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    public static void AssertEqual(IReadOnlyList<Item> items, int? above = null) =>
        Assert.Equal(
            Lines(above),
            items
                .Where(item => item.GoneAt is null)
                .Select(item =>
                    Line(
                        item.ExternalId,
                        item.Title,
                        string.Create(CultureInfo.InvariantCulture, $"{item.Currency} {item.Price:0.00}"),
                        item.Attributes["stock"],
                        item.Attributes["rating"],
                        item.Attributes["category"]
                    )
                )
                .Order(StringComparer.Ordinal)
        );

    public static string Line(params string[] values) => string.Join(" | ", values);
}
