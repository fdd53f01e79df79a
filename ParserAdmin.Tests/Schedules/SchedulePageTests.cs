using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules;

public sealed class SchedulePageTests
{
    [Theory, EachDatabase]
    public async Task Page_BySource_IsWholeWithoutDoubles(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var read = new List<string>();
        string? after = null;
        do
        {
            var page = await host.Get<ScheduleOverviews>().PageAsync(null, null, after, 4, CancellationToken.None);
            Assert.Equal(6, page.Counts.Values.Sum());
            read.AddRange(page.Items.Select(item => item.View.Id));
            after = page.Next;
        } while (after is not null);

        Assert.Equal(6, read.Distinct().Count());
        Assert.Equal(6, read.Count);
        Assert.Equal(["apples", "apples", "books", "books", "shop", "shop"], read.Select(id => id.Split(':')[1]));
    }

    [Theory, EachDatabase]
    public async Task Page_Narrowed_ShowsOnlyThoseAndCountsWhatTheTextLeaves(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.Get<ScheduleCommands>().PauseAsync(Actors.Operator, "catalog-sync:books", "storm", CancellationToken.None);

        var paused = await host.Get<ScheduleOverviews>().PageAsync("CATALOG", ScheduleCondition.Paused, null, 10, CancellationToken.None);

        Assert.Equal("catalog-sync:books", Assert.Single(paused.Items).View.Id);
        Assert.Equal((2, 1), (paused.Counts[ScheduleCondition.Armed], paused.Counts[ScheduleCondition.Paused]));
        Assert.Empty((await host.Get<ScheduleOverviews>().PageAsync("zebra", null, null, 10, CancellationToken.None)).Items);
        Assert.Null((await host.Get<ScheduleOverviews>().PageAsync(null, null, null, 0, CancellationToken.None)).Next);
    }

    private static async Task<CoreHost> HostAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database);
        foreach (var source in (string[])["shop", "apples", "books"])
            await host.AddSourceAsync(source);
        return host;
    }
}
