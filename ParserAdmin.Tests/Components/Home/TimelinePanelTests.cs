using AngleSharp.Dom;
using Bunit;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Home;

/// <summary>The timeline in each of its states: what waited, what waits, what runs, what comes.</summary>
public sealed class TimelinePanelTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PortalServices.CreateAsync();
        await _host.Core.AddSourceAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Waiting_SaysWhatFor()
    {
        await AddAsync(job => job.WaitFor("Waits for a free slot: 4 jobs run already"), TimeSpan.FromMinutes(-5));

        var row = Row();

        Assert.Equal(
            "catalog-sync waits: Waits for a free slot: 4 jobs run already",
            row.QuerySelector("a.mark.pending")!.GetAttribute("title")
        );
        Assert.Contains("1 waiting", row.QuerySelector(".track")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Ended_HadWaited_ShowsHowLongAndWhatFor()
    {
        var now = _host.Core.Clock.UtcMilliseconds();
        await AddAsync(
            job =>
            {
                job.WaitFor("Waits: another job of this source runs");
                job.Start("node-1", Guid.NewGuid(), 0, now.AddMinutes(-20));
                job.Succeed(new JobCounts { ItemsFailed = 1 }, now.AddMinutes(-10));
            },
            TimeSpan.FromMinutes(-30)
        );

        var row = Row();

        Assert.Equal("catalog-sync waited 10:00 (another job of this source runs)", row.QuerySelector(".mark.wait")!.GetAttribute("title"));
        Assert.Null(row.QuerySelector("a.mark.good"));
        Assert.Contains("succeeded with errors", row.QuerySelector("a.mark.errors")!.GetAttribute("title"));
        Assert.Contains("took 10:00", row.QuerySelector("a.mark.errors")!.GetAttribute("title"));
        Assert.Contains("1 run ended, 1 with errors", row.QuerySelector(".track")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Running_KnowsHowMuchThereIs_ShowsTheRestToo()
    {
        var now = _host.Core.Clock.UtcMilliseconds();
        await AddAsync(
            job =>
            {
                job.Start("node-1", Guid.NewGuid(), 0, now.AddMinutes(-30));
                job.Count(new JobCounts { ItemsProcessed = 30, ItemsExpected = 40 });
            },
            TimeSpan.FromMinutes(-30)
        );

        var row = Row();

        Assert.Contains("30 of 40 items", row.QuerySelector("a.mark.live")!.GetAttribute("title"));
        Assert.StartsWith("about ", row.QuerySelector(".mark.rest")!.GetAttribute("title"));
        Assert.Contains("one runs now", row.QuerySelector(".track")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Auto_EveryTenMinutes_ShowsEachRunOfTheNextHour()
    {
        var often = new ScheduleEdit("*/10 * * * *", null, false, null, true, OverlapPolicy.Skip, MisfirePolicy.Skip);
        await _host
            .Core.Get<ScheduleCommands>()
            .AddAsync(Actors.Admin, new NewSchedule("catalog-sync", "shop", "often", often), null, CancellationToken.None);
        await _host.Core.SwitchToAutoAsync();

        var row = Row();

        Assert.InRange(
            row.QuerySelectorAll(".mark.next")
                .Count(mark => mark.GetAttribute("title")!.StartsWith("catalog-sync comes at", StringComparison.Ordinal)),
            6,
            8
        );
        Assert.Contains("next ", row.QuerySelector(".track")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task ManySources_ShowTwelveOfThemInTheOrderOfTheirNames()
    {
        for (var source = 0; source < 15; source++)
            await _host.Core.AddJobAsync(JobStatus.Succeeded, $"site-{source:00}");

        var page = _host.Page.Render<Dashboard>();

        page.WaitForElement("[aria-label='Timeline by source'] .row");
        var names = page.FindAll("[aria-label='Timeline by source'] a.name").Select(name => name.TextContent).ToList();
        Assert.Equal(12, names.Count);
        Assert.Equal(names.Order(), names);
    }

    private IElement Row()
    {
        var page = _host.Page.Render<Dashboard>();
        page.WaitForElement("[aria-label='Timeline by source'] .row .mark");
        return page.FindAll("[aria-label='Timeline by source'] .row").Single(row => row.QuerySelector("a.name")!.TextContent == "A shop");
    }

    private async Task AddAsync(Action<ParserJob> live, TimeSpan asked)
    {
        var at = _host.Core.Clock.UtcMilliseconds() + asked;
        var job = ParserJob.Request("catalog-sync", "shop", JobTrigger.Person, "olga", JobParameters.None, 0, at);
        live(job);
        await using var context = await _host.Core.OpenAsync();
        context.Add(job);
        await context.SaveChangesAsync();
    }
}
