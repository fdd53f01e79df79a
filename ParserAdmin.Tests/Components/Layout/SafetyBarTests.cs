using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Auth;
using ParserAdmin.Components.Layout;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

/// <summary>The safety bar in each of its states.</summary>
public sealed class SafetyBarTests
{
    [Fact]
    public async Task Render_WhileReading_SaysSo()
    {
        await using var host = await PortalServices.CreateAsync();
        var person = new TaskCompletionSource<Actor>();
        host.Page.Services.AddSingleton<ICurrentActor>(new WaitingActor(person.Task));

        var bar = SafetyBarHost.Render(host);

        Assert.Contains("Reading the settings", bar.Markup);
        person.SetResult(Actors.Admin);
        bar.WaitForAssertion(() => Assert.DoesNotContain("Reading the settings", bar.Markup));
    }

    [Fact]
    public async Task Render_DatabaseTakesNoWrites_SaysSoThoughTheSettingsCanBeRead()
    {
        await using var host = await PortalServices.CreateAsync();
        host.Core.Get<DatabaseHealth>().Wrote(new Microsoft.Data.Sqlite.SqliteException("database or disk is full", 13));

        var bar = SafetyBarHost.Render(host);

        Assert.Contains("is full. Make room", bar.WaitForElement(".safety-alert").TextContent);
        Assert.DoesNotContain("cannot be read", bar.Markup);
    }

    [Fact]
    public async Task Render_FailSafeTripped_SaysSoUntilTheModeIsSwitched()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.SwitchToAutoAsync();
        var bar = SafetyBarHost.Render(host);
        bar.WaitForElement(".mode-choice.auto");

        await host.Core.Get<FailSafe>().CheckAsync("16 of the last 20 jobs failed", CancellationToken.None);

        bar.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Contains("Switched to manual by the fail-safe: 16 of the last 20 jobs failed.", bar.Find(".safety-alert").TextContent);
        });
        await host.Core.SwitchToAutoAsync();
        bar.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Empty(bar.FindAll(".safety-alert"));
        });
    }

    [Fact]
    public async Task Render_Manual_ShowsManualAsTheMode()
    {
        await using var host = await PortalServices.CreateAsync();

        var bar = SafetyBarHost.Render(host);

        Assert.Equal("true", bar.Find(".mode-choice.manual").GetAttribute("aria-pressed"));
        Assert.Contains("Schedules start nothing", bar.Markup);
        Assert.Empty(bar.FindAll(".stopped"));
    }

    [Fact]
    public async Task Render_SwitchedToAutoElsewhere_ShowsAutoWithoutAReload()
    {
        await using var host = await PortalServices.CreateAsync();
        var bar = SafetyBarHost.Render(host);

        await host.Core.SwitchToAutoAsync();

        bar.WaitForAssertion(() => Assert.Equal("true", bar.Find(".mode-choice.auto").GetAttribute("aria-pressed")));
    }

    [Fact]
    public async Task Render_Viewer_ShowsTheSwitchDisabledWithTheReason()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);

        var bar = SafetyBarHost.Render(host);

        Assert.Contains(bar.FindAll(".mode-choice"), choice => choice.HasAttribute("disabled"));
        Assert.Contains("Needs the role operator", bar.Find(".mode").GetAttribute("title"));
    }

    [Fact]
    public async Task StopAsync_Operator_StopsAtOnceAndAsksWhyAfterwards()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        var bar = SafetyBarHost.Render(host);

        Assert.True(await bar.InvokeAsync(bar.FindComponent<SafetyBar>().Instance.StopAsync));

        Assert.True((await host.Core.SettingsAsync()).Stopped);
        bar.WaitForAssertion(() => Assert.NotNull(bar.Find("#stop-reason")));
    }

    [Fact]
    public async Task StopAsync_Viewer_IsRefusedAndRecorded()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);
        var bar = SafetyBarHost.Render(host);

        Assert.False(await bar.InvokeAsync(bar.FindComponent<SafetyBar>().Instance.StopAsync));

        Assert.False((await host.Core.SettingsAsync()).Stopped);
        Assert.Contains(await host.Core.AuditAsync(), entry => entry is { Action: "emergency-stop", Outcome: AuditOutcome.Denied });
    }

    [Fact]
    public async Task Render_SettingsUnreadable_SaysStopped()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.SqlAsync("ALTER TABLE parser_settings RENAME TO hidden");

        var bar = SafetyBarHost.Render(host);

        Assert.Contains("stopped: the settings cannot be read", bar.Markup);
        Assert.Empty(bar.FindAll(".mode-choice"));
    }

    [Fact]
    public async Task Render_SettingsReadableAgain_RecoversByItself()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.SqlAsync("ALTER TABLE parser_settings RENAME TO hidden");
        var bar = SafetyBarHost.Render(host);
        await host.Core.SqlAsync("ALTER TABLE hidden RENAME TO parser_settings");

        bar.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.NotEmpty(bar.FindAll(".mode-choice"));
        });
    }

    [Fact]
    public async Task Dispose_OpenBar_LeavesNoSubscription()
    {
        await using var host = await PortalServices.CreateAsync();
        SafetyBarHost.Render(host);
        Assert.Equal(1, host.Subscriptions);

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(0, host.Subscriptions);
    }
}
