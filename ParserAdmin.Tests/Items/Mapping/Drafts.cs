using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Tests.Items.Mapping;

/// <summary>Random drafts, and one change for each field.</summary>
internal static class Drafts
{
    public static readonly IReadOnlyDictionary<string, Func<ItemDraft, ItemDraft>> Changes = new Dictionary<
        string,
        Func<ItemDraft, ItemDraft>
    >
    {
        ["externalId"] = d => d with { ExternalId = d.ExternalId + "x" },
        ["url"] = d => d with { Url = (d.Url ?? "https://example.org/") + "x" },
        ["kind"] = d => d with { Kind = d.Kind + "x" },
        ["title"] = d => d with { Title = d.Title + "x" },
        ["price"] = d => d with { Price = (d.Price ?? 0) + 0.01m },
        ["currency"] = d => d with { Currency = d.Currency == "EUR" ? null : "EUR" },
        ["status"] = d => d with { Status = d.Status + "x" },
        ["publishedAt"] = d => d with { PublishedAt = d.PublishedAt is { } t ? t.AddMilliseconds(1) : DateTime.UnixEpoch },
        ["series"] = d => d with { Series = d.Series is null ? "S" : null },
        ["seriesNumber"] = d => d with { SeriesNumber = (d.SeriesNumber ?? 0) + 1 },
        ["creators"] = d => d with { Creators = [.. d.Creators, "Someone"] },
        ["genres"] = d => d with { Genres = [.. d.Genres, "Genre"] },
        ["imageUrl"] = d => d with { ImageUrl = d.ImageUrl + "x" },
        ["attributes.new"] = d => d with { Attributes = d.Attributes.SetItem("new", "value") },
    };

    public static Arbitrary<ItemDraft> Any()
    {
        var text = Gen.Elements("a", "b, c", "Ä 1", "", "x:y", "1").Select(t => t + "!");
        var maybe = Gen.OneOf(text.Select(t => (string?)t), Gen.Constant((string?)null));
        var number = Gen.Choose(0, 5000).Select(n => n % 3 == 0 ? (decimal?)null : n / 100m);
        var texts = text.ListOf();
        return (
            from title in text
            from id in maybe
            from status in maybe
            from series in maybe
            from price in number
            from part in number
            from creators in texts
            from genres in texts
            from names in texts
            from days in Gen.Choose(0, 9000)
            select new ItemDraft
            {
                Kind = "title",
                Title = title,
                ExternalId = id,
                Status = status,
                Series = series,
                Price = price,
                SeriesNumber = part,
                Creators = creators,
                Genres = genres,
                PublishedAt = days % 2 == 0 ? null : DateTime.UnixEpoch.AddDays(days),
                Attributes = names.Distinct().ToImmutableSortedDictionary(n => n, n => n + "=", StringComparer.Ordinal),
            }
        ).ToArbitrary();
    }
}
