using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>
/// Items of all sources, found over a year: some kinds, statuses and currencies are frequent and some rare, one in fifty is gone, one in
/// three changed after it was found.
/// </summary>
internal static class ItemRows
{
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

    private static readonly string[] Kinds = ["title", "title", "title", "episode", "episode", "post"];

    public static IEnumerable<Item> All(int count, DateTime now)
    {
        var random = new Random(20261202);
        var step = TimeSpan.FromDays(365) / count;
        for (var number = 0; number < count; number++)
        {
            var at = now - step * (count - number);
            at = new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
            var source = JobRows.Sources[(int)(JobRows.Sources.Count * Math.Pow(random.NextDouble(), 2))];
            var draft = Draft(number, source, at, random);
            var item = Item.Create(source, draft.ExternalId!, draft, at);
            if (random.Next(3) == 0)
                item.Take(draft with { Price = draft.Price + 1 }, at + (now - at) * random.NextDouble());
            item.See(now.AddMinutes(-random.Next(1_000)));
            if (random.Next(50) == 0)
                item.Leave(now.AddMinutes(-random.Next(100_000)));
            yield return item;
        }
    }

    private static ItemDraft Draft(int number, string source, DateTime at, Random random) =>
        new()
        {
            ExternalId = $"{number}",
            Kind = number % 20_000 == 7 ? "book" : Kinds[random.Next(Kinds.Length)],
            Title =
                $"{Words[random.Next(12)]} {(random.Next(2) == 0 ? "sea " : "")}{Words[random.Next(12)]} {Words[random.Next(12)]} {number}",
            Url = $"https://example.org/{source}/{number}",
            Price = random.Next(4) == 0 ? null : random.Next(100_000) / 100m,
            Currency = random.Next(1_000) switch
            {
                0 => "CHF",
                < 250 => "GBP",
                _ => "EUR",
            },
            Status =
                number % 10_000 == 3 ? "sold"
                : random.Next(3) == 0 ? "completed"
                : "ongoing",
            PublishedAt = at.AddDays(-random.Next(1_000)),
            Series = random.Next(5) == 0 ? $"Series {random.Next(5_000)}" : null,
            Creators = [$"Author {random.Next(50_000)}"],
            Genres = [$"genre {random.Next(10)}", $"genre {10 + random.Next(10)}"],
            ImageUrl = $"https://example.org/covers/{number}.jpg",
            Attributes = ItemDraft.NoAttributes.Add("rating", "4").Add("upc", $"{number:x8}"),
        };
}
