using ParserAdmin.Benchmarks;
using ParserAdmin.Benchmarks.Seeding;
using ParserAdmin.Benchmarks.Watching;
using ParserAdmin.Tests.EndToEnd;

ShortLife.IsMeasured = true;
switch (args)
{
    case ["stop", .. var rest]:
        await StopBenchmark.RunAsync(Count(rest, 50));
        return 0;
    case ["latency", .. var rest]:
        await LatencyBenchmark.RunAsync(Count(rest, 200));
        return 0;
    case ["idle", .. var rest]:
        await IdleBenchmark.RunAsync(Count(rest, 60));
        return 0;
    case ["schedules", .. var rest]:
        await SchedulesBenchmark.RunAsync(Count(rest, 10));
        return 0;
    case ["resync", .. var rest]:
        await ResyncBenchmark.RunAsync(Count(rest, 100_000));
        return 0;
    case ["items", .. var rest]:
        await ItemsBenchmark.RunAsync(Count(rest, 1_000_000));
        return 0;
    case ["feeds", .. var rest]:
        await FeedsBenchmark.RunAsync(Count(rest, 5_000));
        return 0;
    case ["crawl", .. var rest]:
        await CrawlBenchmark.RunAsync(Count(rest, 3));
        return 0;
    case ["portal", .. var rest]:
        await PortalBenchmark.RunAsync(Count(rest, 1_000));
        return 0;
    case ["watchers", .. var rest]:
        await WatchersBenchmark.RunAsync(Count([.. rest.Take(1)], 2), Count([.. rest.Skip(1)], 50));
        return 0;
    case ["seed", .. var rest]:
        return await Seed.RunAsync(rest);
    case ["lists", .. var rest]:
        await ListsBenchmark.RunAsync(rest);
        return 0;
    case ["origin"]:
        await ShopOrigin.ServeAsync();
        return 0;
    default:
        Console.Error.WriteLine(
            "Say what to measure: stop [rounds] | latency [firings] | idle [seconds] | schedules [minutes] | resync [items] | items [items] | feeds [entries] "
                + "| crawl [rounds] "
                + "| portal [schedules] | watchers [minutes] [browsers] | seed [jobs] PLACE | lists [jobs] [PLACE | postgres]"
        );
        return 2;
}

static int Count(string[] rest, int usual) => rest is [var word] && int.TryParse(word, out var count) && count > 0 ? count : usual;
