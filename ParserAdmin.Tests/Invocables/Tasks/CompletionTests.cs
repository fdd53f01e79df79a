using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

public sealed class CompletionTests
{
    [Theory, EachDatabase]
    public async Task Series_PartsThatTheCatalogueLacks_AreMissing_AndTurnIntoHeldOnesWithoutADouble(TestDatabase database)
    {
        await using var rig = await WorksRig.StartAsync(
            database,
            new Work(1, "One", "Sea", 1),
            new Work(2, "Two", "Sea", 2, Listed: false),
            new Work(3, "Three", "Sea", 3),
            new Work(4, "Alone"),
            new Work(5, "Elsewhere", "Land", 1, Listed: false)
        );
        await rig.RunAsync("catalog-sync");
        var held = (await rig.ItemsAsync())["1"];

        var (job, asked) = await rig.RunAsync("series-completion");

        Assert.Equal((JobStatus.Succeeded, 1), (job.Status, job.Counts.ItemsNew));
        Assert.Equal(["series?name=Sea"], asked);
        var items = await rig.ItemsAsync();
        Assert.Equal(["1", "2", "3", "4"], items.Keys.Order());
        Assert.Equal(
            ("Two", ItemStatus.Missing, "Sea", 2m, "title"),
            (items["2"].Title, items["2"].Status, items["2"].Series, items["2"].SeriesNumber, items["2"].Kind)
        );
        Assert.Equal((held.LastSeenAt, held.LastChangedAt), (items["1"].LastSeenAt, items["1"].LastChangedAt));
        Assert.Equal(
            "2",
            Assert
                .Single(
                    await rig
                        .Host.Get<ItemQueries>()
                        .ListAsync(new ItemFilter(Status: ItemStatus.Missing), null, 10, CancellationToken.None)
                )
                .ExternalId
        );

        // Neither a crawl without it nor another look changes it; a crawl that finds it does.
        await rig.RunAsync("catalog-sync");
        Assert.Equal(0, (await rig.RunAsync("series-completion")).Job.Counts.ItemsNew);
        Assert.Null((await rig.ItemsAsync())["2"].GoneAt);
        rig.Site.Works[1] = rig.Site.Works[1] with { Listed = true };
        await rig.RunAsync("catalog-sync");

        items = await rig.ItemsAsync();
        Assert.Equal((4, ItemStatus.Completed, null), (items.Count, items["2"].Status, items["2"].Origin));
        Assert.Contains("missing", Assert.Single(await rig.RevisionsAsync("2")).Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_APartUnderAnotherAddress_IsHeldByItsNumberOrTitle()
    {
        await using var rig = await WorksRig.StartAsync(TestDatabase.Sqlite, new Work(1, "One", "Sea", 1), new Work(2, "The Two!", "Sea"));
        await rig.RunAsync("catalog-sync");
        rig.Site.Works.Clear();
        rig.Site.Works.AddRange([new Work(11, "One (special edition)", "Sea", 1), new Work(12, "the two", "Sea", 2)]);

        var (job, _) = await rig.RunAsync("series-completion");

        Assert.Equal((JobStatus.Succeeded, 0), (job.Status, job.Counts.ItemsNew));
    }

    [Fact]
    public async Task Series_AMissingPartIsNamedNoMore_IsGone_ButNotWhenAPageCouldNotBeRead()
    {
        await using var rig = await WorksRig.StartAsync(
            TestDatabase.Sqlite,
            new Work(1, "One", "Sea", 1),
            new Work(2, "Two", "Sea", 2, Listed: false),
            new Work(3, "Hill", "Land", 1)
        );
        await rig.RunAsync("catalog-sync");
        await rig.RunAsync("series-completion");
        rig.Site.Works.RemoveAt(1);
        rig.Site.Lacks = "series?name=Land";

        await rig.RunAsync("series-completion");
        Assert.Null((await rig.ItemsAsync())["2"].GoneAt);
        rig.Site.Lacks = null;
        var (job, _) = await rig.RunAsync("series-completion");

        Assert.NotNull((await rig.ItemsAsync())["2"].GoneAt);
        Assert.Equal(1, job.Counts.ItemsGone);
    }

    [Theory, EachDatabase]
    public async Task Creator_WorksThatTheCatalogueLacks_AreMissing(TestDatabase database)
    {
        await using var rig = await WorksRig.StartAsync(
            database,
            new Work(1, "One", Creator: "Ann"),
            new Work(2, "Two", Creator: "Ann", Listed: false),
            new Work(3, "Three", Creator: "Bo")
        );
        await rig.RunAsync("catalog-sync");

        var (job, asked) = await rig.RunAsync("creator-completion");

        Assert.Equal((JobStatus.Succeeded, 1), (job.Status, job.Counts.ItemsNew));
        Assert.Equal(["creator?name=Ann", "creator?name=Bo"], asked);
        var missing = (await rig.ItemsAsync())["2"];
        Assert.Equal((ItemStatus.Missing, "Ann", ItemOrigin.Creator), (missing.Status, Assert.Single(missing.Creators), missing.Origin));
    }

    [Theory, EachDatabase]
    public async Task Series_ItsNodeStopsBetweenSeries_GoesOnBehindTheLastOne(TestDatabase database)
    {
        await using var rig = await WorksRig.StartAsync(
            database,
            new Work(1, "One", "Air", 1),
            new Work(2, "Two", "Air", 2, Listed: false),
            new Work(3, "Three", "Sea", 1),
            new Work(4, "Four", "Sea", 2, Listed: false)
        );
        await rig.RunAsync("catalog-sync");

        var (job, asked) = await rig.MarkLostAsync("series-completion", "series?name=Sea");

        Assert.Equal((JobStatus.Succeeded, 0), (job.Status, job.Counts.ItemsGone));
        Assert.Equal(["series?name=Sea"], asked);
        Assert.Equal(
            ["2", "4"],
            (await rig.ItemsAsync())
                .Values.Where(item => item is { Status: ItemStatus.Missing, GoneAt: null })
                .Select(item => item.ExternalId)
                .Order()
        );
    }

    [Fact]
    public async Task Series_FivePagesThatAreNotThere_BetweenSeriesThatLackNothing_AreNoFailuresInARow()
    {
        await using var rig = await WorksRig.StartAsync(
            TestDatabase.Sqlite,
            [.. Enumerable.Range(1, 11).Select(id => new Work(id, $"Work {id}", $"S{id:00}", 1))]
        );
        await rig.RunAsync("catalog-sync");
        for (var id = 1; id <= 9; id += 2)
            rig.Site.Pages[$"series?name=S{id:00}"] = null;

        var (job, asked) = await rig.RunAsync("series-completion");

        Assert.Equal((JobStatus.Succeeded, 5, "series?name=S11"), (job.Status, job.Counts.ItemsFailed, asked[^1]));
    }
}
