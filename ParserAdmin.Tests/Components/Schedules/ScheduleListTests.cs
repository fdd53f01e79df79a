using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Schedules;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Schedules;
using Xunit;

namespace ParserAdmin.Tests.Components.Schedules;

/// <summary>The list by source, what narrows it, what is done to many at once, the load and the next runs.</summary>
public sealed class ScheduleListTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync(Actors.Admin);
        await _host.Core.AddSourceAsync();
        await _host.Core.AddSourceAsync("books");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Render_TwoSources_EachHasItsGroupWithTheWayToIt()
    {
        var page = Open("/portal/schedules");

        Assert.Equal(["portal/sources/books", "portal/sources/shop"], page.FindAll("tr.group a").Select(link => link.GetAttribute("href")));
        Assert.All(page.FindAll(".schedules tbody"), group => Assert.Equal(2, group.QuerySelectorAll("tr.schedule-row").Length));
    }

    [Fact]
    public async Task Filter_ByState_IsInTheAddressAndShowsOnlyThose()
    {
        await _host.Core.Get<ScheduleCommands>().PauseAsync(Actors.Operator, "catalog-sync:books", "storm", CancellationToken.None);
        var page = Open("/portal/schedules");
        Assert.Equal(["All 4", "Ready 1", "Paused 1", "Kept from running 2"], page.FindAll(".chip").Select(chip => chip.TextContent));

        await page.FindAll(".chip")[2].ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("storm", Assert.Single(page.FindAll("tr.schedule-row")).TextContent));
        Assert.EndsWith("/portal/schedules?state=paused", _host.Page.Services.GetRequiredService<NavigationManager>().Uri);
        Assert.Equal("true", page.FindAll(".chip")[2].GetAttribute("aria-pressed"));
    }

    [Fact]
    public void Filter_ByTextThatNothingHolds_SaysSoAndLeadsBack()
    {
        var page = Open("/portal/schedules?q=zebra", ".empty");

        Assert.Contains("No schedule fits", page.Find(".empty").TextContent);
        Assert.Equal("portal/schedules", page.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Selected_Together_ArePausedWithOneReasonAndResumed()
    {
        var dialogs = _host.Dialogs();
        var page = Open("/portal/schedules");
        Assert.Contains("Select schedules", page.Find(".bulk").TextContent);
        await Box(page, "Select catalog-sync of A shop", 0).ChangeAsync(new() { Value = true });
        await Box(page, "Select catalog-sync of A shop", 1).ChangeAsync(new() { Value = true });
        Assert.Contains("2 selected", page.Find(".bulk").TextContent);

        var asked = Button(page, "Pause…").ClickAsync(new());
        await dialogs.WaitForElement(".dialog-form input").InputAsync(new() { Value = "both are down" });
        Assert.Contains("These 2 schedules", dialogs.Find(".dialog-form").TextContent);
        await dialogs.Find(".dialog-form").SubmitAsync();
        await asked;

        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal(2, page.FindAll("tr.schedule-row").Count(row => row.TextContent.Contains("both are down")));
        });
        Assert.Contains("Select schedules", page.Find(".bulk").TextContent);

        await page.Find(".bulk input").ChangeAsync(new() { Value = true });
        await Button(page, "Resume").ClickAsync(new());
        page.WaitForAssertion(() =>
        {
            _host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.DoesNotContain("both are down", page.Markup);
        });
        Assert.False((await _host.Core.ScheduleAsync("catalog-sync:books")).Schedule.Paused);
    }

    [Fact]
    public void Selected_ByAViewer_CanNeitherBePausedNorResumed()
    {
        _host.Become(Actors.Viewer);
        var page = Open("/portal/schedules");

        page.Find(".bulk input").Change(true);

        Assert.True(Button(page, "Pause…").HasAttribute("disabled"));
        Assert.True(Button(page, "Resume").HasAttribute("disabled"));
        Assert.Contains("Needs the role operator", Button(page, "Resume").GetAttribute("title"));
    }

    [Fact]
    public async Task Load_ArmedSchedules_AreCountedByDayAndHourInANamedZone()
    {
        await _host.Core.SwitchToAutoAsync();

        var page = Open("/portal/schedules");

        var panel = page.Find("[aria-label='Load of the next 7 days']");
        Assert.Equal(7, panel.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("times in UTC", panel.TextContent);
        Assert.Contains("Fullest hour", panel.TextContent);
        Assert.NotNull(panel.QuerySelector("td.current"));
    }

    [Fact]
    public async Task NextRuns_OfAllSchedules_AreListedByDay()
    {
        await _host.Core.SwitchToAutoAsync();

        var page = Open("/portal/schedules?view=next", "[aria-label='Next runs of all schedules'] tbody tr");

        Assert.Equal("page", page.FindAll(".views a")[1].GetAttribute("aria-current"));
        Assert.Contains("catalog-sync", page.Find("[aria-label='Next runs of all schedules']").TextContent);
        Assert.Empty(page.FindAll(".schedule-actions"));
    }

    private IRenderedComponent<SchedulesPage> Open(string path, string ready = ".schedule-actions")
    {
        _host.Page.Services.GetRequiredService<NavigationManager>().NavigateTo(path);
        var page = _host.Page.Render<SchedulesPage>();
        page.WaitForElement(ready);
        return page;
    }

    private static IElement Box(IRenderedComponent<SchedulesPage> page, string label, int at) =>
        page.FindAll($"input[aria-label='{label}']")[at];

    private static IElement Button(IRenderedComponent<SchedulesPage> page, string words) =>
        page.FindAll(".bulk button").Single(button => button.TextContent.Contains(words));
}
