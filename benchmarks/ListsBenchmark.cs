using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Benchmarks.Seeding;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Benchmarks;

/// <summary>
/// Every list of the portal, with every filter and order of it, over a database that <see cref="Seed"/> filled: the first page and the
/// next, as the pages ask for them. <c>lists [N] [PLACE]</c>: a place that has jobs is measured as it is, any other is filled first;
/// without one a new SQLite file is, with <c>postgres</c> a new PostgreSQL database. <c>only=jobs</c> asks one list alone.
/// </summary>
internal static class ListsBenchmark
{
    private const string Only = "only=";
    private const double Limit = 200;
    private const int Asks = 20;
    private const int Fewest = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(string[] rest)
    {
        var only = rest.FirstOrDefault(word => word.StartsWith(Only, StringComparison.Ordinal))?[Only.Length..];
        var (count, place) = Seed.Asked([.. rest.Where(word => !word.StartsWith(Only, StringComparison.Ordinal))]);
        await using var database = await SeededDatabase.AtAsync(place);
        var isNew = place is null or "postgres" || (!database.IsPostgres && !File.Exists(place));
        if (isNew || !await IsFilledAsync(database))
            await Seed.FillAsync(database, count);
        await using var services = await database.OpenAsync(TimeProvider.System);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{"list", -13} {"filter", -34} {"page", -6} {"rows", 6} {"p50 ms", 9} {"p95 ms", 9}   asks"
            )
        );
        var (asked, slow) = (0, new List<string>());
        foreach (var list in ListQuestions.All(services).Where(list => only is null || list.List == only))
        {
            await foreach (var (page, ask) in list.PagesAsync())
            {
                var name = $"{list.List}, {list.Filter}, {page}";
                asked++;
                if (await MeasureAsync(list, page, ask) > Limit)
                    slow.Add(name);
            }
        }

        Console.WriteLine($"{asked} questions, {slow.Count} of them slower than {Limit} ms at p95");
        foreach (var name in slow)
            Console.WriteLine($"  slow: {name}");
    }

    private static async Task<bool> IsFilledAsync(SeededDatabase database)
    {
        await using var services = await database.OpenAsync(TimeProvider.System);
        await using var context = await services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
        return await context.Set<ParserJob>().AnyAsync();
    }

    private static async Task<double> MeasureAsync(ListQuestion list, string page, Func<Task<int>> ask)
    {
        // What EF does once for each form of a question is done by then, and the pages that are needed are in the cache.
        var rows = await ask();
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        while (times.Count < Fewest || (times.Count < Asks && all.Elapsed < Patience))
        {
            var began = Stopwatch.GetTimestamp();
            await ask();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var p95 = Figures.Percentile(times, 95);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{list.List, -13} {list.Filter, -34} {page, -6} {rows, 6} {Figures.Percentile(times, 50), 9:F1} {p95, 9:F1} {(p95 > Limit ? "!" : " "), 2} "
                    + $"{times.Count, 4}"
            )
        );
        return p95;
    }
}
