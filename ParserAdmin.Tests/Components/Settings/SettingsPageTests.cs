using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using ParserAdmin.Components.Pages.Settings;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Safety.Settings;
using ParserAdmin.Tests.Schedules;
using Xunit;

namespace ParserAdmin.Tests.Components.Settings;

public sealed class SettingsPageTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Admin);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(SettingsPage), PageState.Nothing)]
    public void Render_Admin_ShowsEverySettingWithItsBounds()
    {
        var page = Render();
        foreach (var limit in SettingsLimits.All)
        {
            Assert.Equal(
                limit.Get(new ParserSettings()).ToString(CultureInfo.InvariantCulture),
                page.Find($"#{limit.Name}").GetAttribute("value")
            );
        }

        Assert.Contains("1 to 64; now 4", page.Markup);
        Assert.Contains("default 4", Setting(page, "MaxConcurrency").TextContent);
        Assert.Empty(page.FindAll(".setting .badge"));
    }

    [Fact]
    public async Task Render_EveryColumnThatAnAdminSets_HasAField()
    {
        var page = Render();
        await using var context = await _host.Core.OpenAsync();
        Assert.All(SettingsColumns.Editable(context), name => Assert.NotNull(page.Find($"input#{name}")));
    }

    [Fact]
    public async Task Save_ATimeZone_IsStoredAndSchedulesCountInIt()
    {
        await _host.Core.AddSourceAsync();
        await _host.Core.EditAsync("catalog-sync:shop", edit => edit with { FollowSetting = false, Cron = "0 3 * * SUN" });
        var page = Render();
        Assert.Equal(page.Find("datalist").Id, page.Find("#TimeZone").GetAttribute("list"));
        Assert.Contains("Europe/Berlin", page.FindAll("datalist option").Select(option => option.GetAttribute("value")));

        page.Find("#TimeZone").Input(" Europe/Berlin ");
        page.Find("#settings-reason").Input("where we live");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("now Europe/Berlin", Setting(page, "TimeZone").TextContent));
        Assert.Contains("changed", Setting(page, "TimeZone").QuerySelector(".badge")!.TextContent);
        Assert.Equal("Europe/Berlin", (await _host.Core.SettingsAsync()).TimeZone);
        Assert.Equal("Sundays 03:00 Europe/Berlin", (await _host.Core.ScheduleAsync("catalog-sync:shop")).When);
    }

    [Theory]
    [InlineData("Berlin", "There is no time zone 'Berlin'. Did you mean 'Europe/Berlin'?")]
    [InlineData("posixrules", "There is no time zone 'posixrules'. Give an IANA id such as")]
    [InlineData("", "Pick one from the list")]
    public void Enter_NoTimeZone_SaysWhatToDoAndCannotBeSaved(string zone, string words)
    {
        var page = Render();
        page.Find("#TimeZone").Input(zone);
        page.Find("#settings-reason").Input("odd");

        Assert.Contains(words, Setting(page, "TimeZone").TextContent);
        Assert.True(Save(page).IsDisabled());
    }

    [Fact, InState(typeof(SettingsPage), PageState.Viewer)]
    public void Render_Viewer_MayReadAndNotEdit()
    {
        _host.Become(Actors.Viewer);
        var page = Render();
        Assert.All(page.FindAll("input"), input => Assert.True(input.IsDisabled()));
        Assert.Contains("Needs the role admin", page.Find(".mud-alert").TextContent);
        Assert.Empty(page.FindAll("button[type=submit]"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("many")]
    [InlineData("")]
    public void Enter_OutOfBounds_SaysWhatItTakesAndCannotBeSaved(string text)
    {
        var page = Render();
        page.Find("#MaxConcurrency").Input(text);
        page.Find("#settings-reason").Input("more");
        Assert.Contains("A whole number from 1 to 64", Setting(page, "MaxConcurrency").TextContent);
        Assert.True(Save(page).IsDisabled());
    }

    [Fact, InState(typeof(SettingsPage), PageState.One)]
    public async Task Save_ChangedValue_IsStoredWithItsReasonAndAudited()
    {
        var page = Render();
        page.Find("#MaxConcurrency").Input("7");
        Assert.True(Save(page).IsDisabled());
        Assert.Equal(["Jobs at once", "4", "7"], Changes(page, ".save"));
        page.Find("#settings-reason").Input("a larger machine");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("now 7", Setting(page, "MaxConcurrency").TextContent));
        Assert.Contains("changed", Setting(page, "MaxConcurrency").QuerySelector(".badge")!.TextContent);
        Assert.Empty(page.FindAll(".diff-row"));
        var stored = await _host.Core.Get<SettingsStore>().ReadAsync(default);
        Assert.Equal((7, "a larger machine"), (stored.MaxConcurrency, stored.UpdateReason));
        Assert.Contains(
            (await _host.Core.AuditAsync()),
            entry => entry.Action == "settings.change" && entry.After!.Contains("\"maxConcurrency\":7")
        );
    }

    [Fact]
    public async Task Change_BySomebodyElse_ShowsAtOnceAndKeepsTheEntry()
    {
        var page = Render();
        page.Find("#MaxConcurrency").Input("7");
        var version = (await _host.Core.Get<SettingsStore>().ReadAsync(default)).Version;
        await _host
            .Core.Get<SafetyCommands>()
            .ChangeAsync(
                Actors.Admin,
                new SettingsPatch(null, new Dictionary<string, int> { ["RetryMax"] = 9 }),
                "fewer dead letters",
                version,
                default
            );

        page.WaitForAssertion(() => Assert.Contains("now 9", Setting(page, "RetryMax").TextContent));
        Assert.Equal("7", page.Find("#MaxConcurrency").GetAttribute("value"));
        Assert.Equal("9", page.Find("#RetryMax").GetAttribute("value"));
        Assert.Contains("ada@example.org changed the settings meanwhile (fewer dead letters)", page.Find(".save").TextContent);
        Assert.Equal(["Retries", "3", "9", "Jobs at once", "4", "7"], Changes(page, ".save"));

        page.Find("#settings-reason").Input("a larger machine");
        await page.Find("form").SubmitAsync();
        var stored = await _host.Core.Get<SettingsStore>().ReadAsync(default);
        Assert.Equal((7, 9), (stored.MaxConcurrency, stored.RetryMax));
    }

    [Fact]
    public async Task Change_OfTheSameSettingBySomebodyElse_IsToldAndTheEntryWinsOnceSaved()
    {
        var page = Render();
        page.Find("#RetryMax").Input("5");
        var version = (await _host.Core.SettingsAsync()).Version;
        var patch = new SettingsPatch(null, new Dictionary<string, int> { ["RetryMax"] = 9 });
        await _host.Core.Get<SafetyCommands>().ChangeAsync(Actors.Admin, patch, "fewer dead letters", version, default);

        page.WaitForAssertion(() => Assert.Equal(["Retries", "3", "9", "Retries", "9", "5"], Changes(page, ".save")));
        page.Find("#settings-reason").Input("as we agreed");
        await page.Find("form").SubmitAsync();

        Assert.Equal(5, (await _host.Core.SettingsAsync()).RetryMax);
    }

    /// <summary>The fields stay open while a save is under way, and a save is of what stood there when it began.</summary>
    [Fact]
    public async Task Type_WhileASaveIsUnderWay_StaysAndIsNotSavedYet()
    {
        var page = Render();
        var answer = new TaskCompletionSource();
        _host.Delay(answer.Task);
        page.Find("#MaxConcurrency").Input("7");
        page.Find("#settings-reason").Input("a larger machine");

        var saving = page.Find("form").SubmitAsync();
        page.Find("#MaxConcurrency").Input("8");
        page.Find("#RetryMax").Input("");
        page.Find("#settings-reason").Input("larger still");
        answer.SetResult();
        await saving;

        page.WaitForAssertion(() => Assert.Contains("now 7", Setting(page, "MaxConcurrency").TextContent));
        Assert.Equal(
            ("8", "", "larger still"),
            (
                page.Find("#MaxConcurrency").GetAttribute("value"),
                page.Find("#RetryMax").GetAttribute("value") ?? "",
                page.Find("#settings-reason").GetAttribute("value")
            )
        );
        Assert.DoesNotContain("meanwhile", page.Find(".save").TextContent);
        var stored = await _host.Core.SettingsAsync();
        Assert.Equal((7, 3, "a larger machine"), (stored.MaxConcurrency, stored.RetryMax, stored.UpdateReason));

        page.Find("#RetryMax").Input("3");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".diff-row")));
        Assert.Equal(8, (await _host.Core.SettingsAsync()).MaxConcurrency);
    }

    [Fact]
    public async Task TakeBack_Clicked_ShowsWhatIsInForce()
    {
        var page = Render();
        page.Find("#RetryMax").Input("5");

        await page.FindAll("button").Single(button => button.TextContent.Contains("Take back")).ClickAsync(new());

        Assert.Equal("3", page.Find("#RetryMax").GetAttribute("value"));
        Assert.Empty(page.FindAll(".diff-row"));
    }

    /// <summary>The row that holds a setting's field.</summary>
    private static IElement Setting(IRenderedComponent<SettingsPage> page, string name) => page.Find($"#{name}").Closest(".setting")!;

    private static List<string> Changes(IRenderedComponent<SettingsPage> page, string within) =>
        [.. page.FindAll($"{within} .diff-row > *").Select(cell => cell.TextContent.Trim())];

    private IRenderedComponent<SettingsPage> Render()
    {
        var page = _host.Page.Render<SettingsPage>();
        page.WaitForAssertion(() => page.Find("#MaxConcurrency"));
        return page;
    }

    private static IElement Save(IRenderedComponent<SettingsPage> page) => page.Find("button[type=submit]");
}
