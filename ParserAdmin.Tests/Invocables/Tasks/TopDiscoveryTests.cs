using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

public sealed class TopDiscoveryTests
{
    [Theory, EachDatabase]
    public async Task Run_AddsWhatTheCatalogueLacks_AndTouchesNothingThatIsHeld(TestDatabase database)
    {
        await using var rig = await WorksRig.StartAsync(
            database,
            new Work(1, "One"),
            new Work(2, "Two", Listed: false),
            new Work(3, "Three", Genre: "drama", Listed: false)
        );
        await rig.RunAsync("catalog-sync");
        var held = (await rig.ItemsAsync())["1"];
        rig.Site.Works[0] = rig.Site.Works[0] with { Title = "Renamed since" };

        var (job, asked) = await rig.RunAsync("top-discovery");

        Assert.Equal((JobStatus.Succeeded, 2, 0, 0), (job.Status, job.Counts.ItemsNew, job.Counts.ItemsChanged, job.Counts.ItemsGone));
        Assert.Equal(["top/crime", "works/2", "top/drama", "works/3", "top/travel"], asked);
        var items = await rig.ItemsAsync();
        Assert.Equal(
            ("One", held.LastSeenAt, held.LastChangedAt, null),
            (items["1"].Title, items["1"].LastSeenAt, items["1"].LastChangedAt, items["1"].Origin)
        );
        Assert.Equal(("Two", "5", ItemOrigin.Top), (items["2"].Title, items["2"].Attributes["rating"], items["2"].Origin));
        Assert.Empty(await rig.RevisionsAsync("1"));
    }

    [Theory, EachDatabase]
    public async Task Run_AnItemThatIsGone_StaysGone_AndOneOfATopListIsNotMissedByTheCatalogue(TestDatabase database)
    {
        await using var rig = await WorksRig.StartAsync(
            database,
            new Work(1, "One"),
            new Work(2, "Two"),
            new Work(3, "Three", Listed: false)
        );
        await rig.RunAsync("catalog-sync");
        rig.Site.Works[1] = rig.Site.Works[1] with { Listed = false };
        await rig.RunAsync("catalog-sync");
        var gone = (await rig.ItemsAsync())["2"];

        await rig.RunAsync("top-discovery");
        var (crawl, _) = await rig.RunAsync("catalog-sync");

        var items = await rig.ItemsAsync();
        Assert.NotNull(gone.GoneAt);
        Assert.Equal((gone.GoneAt, gone.LastSeenAt), (items["2"].GoneAt, items["2"].LastSeenAt));
        Assert.Equal((null, 0), (items["3"].GoneAt, crawl.Counts.ItemsGone));
    }

    [Fact]
    public async Task Run_MoreRowsThanCount_TakesThoseFromTheTop()
    {
        await using var rig = await WorksRig.StartAsync(
            TestDatabase.Sqlite,
            [.. Enumerable.Range(1, 9).Select(id => new Work(id, $"Work {id}", Listed: false))]
        );

        await rig.RunAsync("top-discovery");

        Assert.Equal(["1", "2", "3"], (await rig.ItemsAsync()).Keys.Order());
    }

    [Fact]
    public async Task Run_AMissingPartInATopList_BecomesAHeldOne()
    {
        await using var rig = await WorksRig.StartAsync(
            TestDatabase.Sqlite,
            new Work(1, "One", "Sea", 1),
            new Work(2, "Two", "Sea", 2, Listed: false)
        );
        await rig.RunAsync("catalog-sync");
        await rig.RunAsync("series-completion");
        Assert.Equal(ItemStatus.Missing, (await rig.ItemsAsync())["2"].Status);

        await rig.RunAsync("top-discovery");

        var item = (await rig.ItemsAsync())["2"];
        Assert.Equal((null, ItemOrigin.Top), (item.Status, item.Origin));
    }

    [Theory, EachDatabase]
    public async Task Run_ItsNodeStopsBetweenGenres_GoesOnBehindTheLastOne(TestDatabase database)
    {
        await using var rig = await WorksRig.StartAsync(database, new Work(1, "One"), new Work(2, "Two", Genre: "travel"));

        var (job, asked) = await rig.MarkLostAsync("top-discovery", "top/travel");

        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal(["top/travel", "works/2"], asked);
        Assert.Equal(["1", "2"], (await rig.ItemsAsync()).Keys.Order());
    }

    [Fact]
    public async Task Run_OneGenreIsNotThere_ReadsTheOthers()
    {
        await using var rig = await WorksRig.StartAsync(TestDatabase.Sqlite, new Work(1, "One", Genre: "drama"));
        rig.Site.Lacks = "top/crime";

        var (job, _) = await rig.RunAsync("top-discovery");

        Assert.Equal((JobStatus.Succeeded, 1, 1), (job.Status, job.Counts.ItemsNew, job.Counts.ItemsFailed));
    }

    [Fact]
    public async Task Run_NoListHasARow_IsLayoutChanged()
    {
        await using var rig = await WorksRig.StartAsync(TestDatabase.Sqlite);

        Assert.Equal(ErrorClass.LayoutChanged, (await rig.RunAsync("top-discovery")).Job.ErrorClass);
    }
}
