using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using ParserAdmin.Components.Pages.Settings;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class SettingsStatesTests : IAsyncLifetime
{
    private PageHost _host = default!;

    public async Task InitializeAsync() => _host = await PageHost.CreateAsync(Actors.Admin);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact, InState(typeof(SettingsPage), PageState.Many)]
    public async Task Many_ChangedValues_AreShownAndStoredAsOneAct()
    {
        var wanted = SettingsLimits.All.ToDictionary(
            limit => limit,
            limit => limit.Get(new ParserSettings()) is var now && now < limit.Maximum ? now + 1 : now - 1
        );
        var page = Render();

        foreach (var (limit, value) in wanted)
            page.Find($"#{limit.Name}").Input(value.ToString(CultureInfo.InvariantCulture));

        Assert.Contains($"What you change: {wanted.Count} settings", page.Find(".save").TextContent);
        Assert.Equal(wanted.Count, page.FindAll(".save .diff-row").Count);
        page.Find("#settings-reason").Input("a larger machine");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".save .diff-row")));
        var stored = await _host.Core.SettingsAsync();
        Assert.All(wanted, each => Assert.Equal(each.Value, each.Key.Get(stored)));
        Assert.Single(await _host.Core.AuditAsync(), entry => entry.Action == "settings.change");
    }

    /// <summary>What led to a stop may be a wrong limit: it can be mended before the reset, and starts nothing.</summary>
    [Fact, InState(typeof(SettingsPage), PageState.Stopped)]
    public async Task Stopped_AValueIsStoredAndNothingIsLifted()
    {
        await _host.StopAsync();
        var page = Render();
        page.Find("#MaxConcurrency").Input("2");
        page.Find("#settings-reason").Input("it was too much for the site");

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("now 2", page.Find("#MaxConcurrency").Closest(".setting")!.TextContent));
        var stored = await _host.Core.SettingsAsync();
        Assert.Equal((2, true, ParserMode.Manual), (stored.MaxConcurrency, stored.Stopped, stored.Mode));
    }

    private IRenderedComponent<SettingsPage> Render()
    {
        var page = _host.Page.Render<SettingsPage>();
        page.WaitForElement("#MaxConcurrency");
        return page;
    }
}
