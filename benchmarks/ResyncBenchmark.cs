using System.Diagnostics;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Hosting.Databases;

namespace ParserAdmin.Benchmarks;

/// <summary>Saves a list of items to SQLite, and then the same list again: what a crawl does that finds nothing new.</summary>
internal static class ResyncBenchmark
{
    public static async Task RunAsync(int items)
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Sqlite);
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        foreach (var what in new[] { "new", "unchanged", "unchanged again" })
        {
            var watch = Stopwatch.StartNew();
            var saved = new SavedBatch(0, 0, 0);
            foreach (var batch in Enumerable.Range(0, items).Select(Draft).Chunk(500))
            {
                var one = await host.Get<ItemStore>().SaveAsync(run, batch, CancellationToken.None);
                saved = new SavedBatch(saved.New + one.New, saved.Changed + one.Changed, saved.Unchanged + one.Unchanged);
            }

            Console.WriteLine(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"resync: {items} items, {what}: {items / watch.Elapsed.TotalSeconds:F0} a second ({saved})"
                )
            );
        }
    }

    private static IdentifiedItem Draft(int number) =>
        new(
            $"{number}",
            new ItemDraft
            {
                ExternalId = $"{number}",
                Kind = "book",
                Title = $"A title of some length, number {number}",
                Url = $"https://example.org/books/{number}",
                Price = number % 100 + 0.99m,
                Currency = "GBP",
                Status = "for sale",
                Creators = ["An Author", "Another"],
                Genres = ["fiction", "history"],
                ImageUrl = $"https://example.org/covers/{number}.jpg",
                Attributes = new ItemDraft { Kind = "book", Title = "" }
                    .Attributes.Add("rating", "4")
                    .Add("stock", "12")
                    .Add("upc", $"{number:x8}"),
            }
        );
}
