using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Hosting.Databases;

namespace ParserAdmin.Benchmarks;

/// <summary>Lists, filters, search, counts and export over many items on SQLite.</summary>
internal static class ItemsBenchmark
{
    private const int Page = 50;
    private static readonly string[] Words =
    [
        "lake",
        "stone",
        "river",
        "silver",
        "winter",
        "garden",
        "letter",
        "harbour",
        "mirror",
        "orchard",
        "signal",
        "velvet",
    ];

    public static async Task RunAsync(int items)
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Sqlite);
        await FillAsync(host, items);
        var queries = host.Get<ItemQueries>();
        var deep = (await MiddleAsync(host, items))!;
        await ListsAsync(queries, deep, host.Clock.GetUtcNow().UtcDateTime);
        foreach (var (name, filter) in Filters(host.Clock.GetUtcNow().UtcDateTime))
            await MeasureAsync($"count, {name}", () => queries.CountAsync(filter, CancellationToken.None));
        var watch = Stopwatch.StartNew();
        var exported = 0;
        await foreach (var _ in queries.StreamAsync(new ItemFilter(), ItemSort.Newest, CancellationToken.None))
        {
            if (++exported == 200_000)
                break;
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"items: export reads {exported / watch.Elapsed.TotalSeconds:F0} items a second")
        );
    }

    private static async Task ListsAsync(ItemQueries queries, Item deep, DateTime now)
    {
        foreach (var sort in Enum.GetValues<ItemSort>())
        {
            await MeasureAsync(
                $"first page by {sort}",
                () => queries.ListAsync(new ItemFilter(), sort, null, Page, CancellationToken.None)
            );
            await MeasureAsync(
                $"deep page by {sort}",
                () => queries.ListAsync(new ItemFilter(), sort, ItemCursor.Of(deep, sort), Page, CancellationToken.None)
            );
        }

        foreach (var (name, filter) in Filters(now).Skip(1))
        {
            await MeasureAsync($"first page, {name}", () => queries.ListAsync(filter, ItemSort.Newest, null, Page, CancellationToken.None));
            await MeasureAsync(
                $"deep page, {name}",
                () => queries.ListAsync(filter, ItemSort.Newest, ItemCursor.Of(deep, ItemSort.Newest), Page, CancellationToken.None)
            );
        }

        await MeasureAsync(
            "first page by Title, half have the word",
            () => queries.ListAsync(new ItemFilter(Text: "sea"), ItemSort.Title, null, Page, CancellationToken.None)
        );
        await MeasureAsync(
            "first page by Changed, changed lately",
            () => queries.ListAsync(new ItemFilter(ChangedSince: now.AddMinutes(-10)), ItemSort.Changed, null, Page, CancellationToken.None)
        );
    }

    private static IEnumerable<(string Name, ItemFilter Filter)> Filters(DateTime now) =>
        [
            ("everything", new ItemFilter()),
            ("source", new ItemFilter(SourceId: "shop")),
            ("kind", new ItemFilter(Kind: "episode")),
            ("status, rare", new ItemFilter(Status: "sold")),
            ("gone", new ItemFilter(Gone: true)),
            ("not gone", new ItemFilter(Gone: false)),
            ("changed lately", new ItemFilter(ChangedSince: now.AddMinutes(-10))),
            ("price, narrow", new ItemFilter(PriceFrom: 10, PriceTo: 10.1m, Currency: "GBP")),
            ("price, wide", new ItemFilter(PriceFrom: 100, PriceTo: 900)),
            ("creator", new ItemFilter(Creator: "Author 4711")),
            ("genre, a tenth", new ItemFilter(Genre: "genre 3")),
            ("series", new ItemFilter(Series: "Series 77")),
            ("q, a rare word", new ItemFilter(Text: "zebra5")),
            ("q, half have the word", new ItemFilter(Text: "sea")),
            ("q, two common words", new ItemFilter(Text: "sea lake")),
            ("q, a phrase", new ItemFilter(Text: "\"sea lake\"")),
            ("q, one letter", new ItemFilter(Text: "s")),
            ("q, nothing has it", new ItemFilter(Text: "nowhere")),
            ("q, common, in a source", new ItemFilter(SourceId: "shop", Text: "sea")),
        ];

    private static async Task FillAsync(CoreHost host, int items)
    {
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        var watch = Stopwatch.StartNew();
        foreach (var batch in Enumerable.Range(0, items).Select(Draft).Chunk(2_000))
        {
            await host.Get<ItemStore>().SaveAsync(run, batch, CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"items: {items} filled in, {items / watch.Elapsed.TotalSeconds:F0} a second")
        );
        await host.SqlAsync("UPDATE items SET gone_at = last_seen_at WHERE rowid % 5000 = 0");
    }

    private static async Task<Item?> MiddleAsync(CoreHost host, int items)
    {
        await using var context = await host.OpenAsync();
        var id = (items / 2).ToString(CultureInfo.InvariantCulture);
        return await context
            .Set<Item>()
            .AsNoTracking()
            .FirstOrDefaultAsync(item => item.SourceId == "shop" && item.Kind == "title" && item.ExternalId == id);
    }

    private static IdentifiedItem Draft(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new IdentifiedItem(
            text,
            new ItemDraft
            {
                ExternalId = text,
                Kind = number % 3 == 1 ? "episode" : "title",
                Title =
                    $"{Words[number * 7 % 12]} {(number / 3 % 2 == 0 ? "sea " : "")}{Words[number / 5 % 12]} "
                    + $"{Words[number / 60 % 12]}{(number % 100_000 == 5 ? $" zebra{number / 100_000}" : "")} {number}",
                Url = $"https://example.org/books/{number}",
                Price = number % 100_000 / 100m,
                Currency = number % 4 == 0 ? "GBP" : "EUR",
                Status = number % 10_000 == 0 ? "sold" : "for sale",
                Series = number % 5 == 0 ? $"Series {number % 5_000}" : null,
                Creators = [$"Author {number % 50_000}"],
                Genres = [$"genre {number % 10}", $"genre {10 + number / 7 % 10}"],
                ImageUrl = $"https://example.org/covers/{number}.jpg",
                Attributes = new ItemDraft { Kind = "", Title = "" }
                    .Attributes.Add("rating", "4")
                    .Add("stock", "12")
                    .Add("upc", $"{number:x8}"),
            }
        );
    }

    private static async Task MeasureAsync<T>(string what, Func<Task<T>> read)
    {
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        while (times.Count < 3 || (times.Count < 30 && all.Elapsed < TimeSpan.FromSeconds(3)))
        {
            var began = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"items: {what, -46} p50 {Figures.Percentile(times, 50), 8:F1} ms   p95 {Figures.Percentile(times, 95), 8:F1} ms   n "
                    + $"{times.Count}"
            )
        );
    }
}
