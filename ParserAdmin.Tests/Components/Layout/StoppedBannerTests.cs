using Bunit;
using ParserAdmin.Components.Layout;
using ParserAdmin.Components.Layout.Safety;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

/// <summary>The banner of a stop, as the safety bar shows it.</summary>
public sealed class StoppedBannerTests
{
    [Fact]
    public async Task StopAsync_ReasonGivenAfterwards_IsOnRecord()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        var bar = SafetyBarHost.Render(host);
        await bar.InvokeAsync(bar.FindComponent<SafetyBar>().Instance.StopAsync);
        bar.WaitForElement("#stop-reason").Input("the site answers oddly");

        await bar.Find(".stopped form").SubmitAsync();

        Assert.Equal("the site answers oddly", (await host.Core.SettingsAsync()).StopReason);
    }

    /// <summary>A banner that is made anew with each second loses what is being typed, the focus, and the click that met it.</summary>
    [Fact]
    public async Task StopAsync_SecondsPassWhileTheReasonIsTyped_KeepsTheBannerAndTheWords()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Admin);
        var bar = SafetyBarHost.Render(host);
        await bar.InvokeAsync(bar.FindComponent<SafetyBar>().Instance.StopAsync);
        bar.WaitForElement("#stop-reason").Input("the site answers");
        var banner = bar.FindComponent<StoppedBanner>();
        var renders = banner.RenderCount;

        bar.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(bar.FindComponent<StoppedBanner>().RenderCount > renders + 2);
        });

        Assert.Same(banner.Instance, bar.FindComponent<StoppedBanner>().Instance);
        Assert.Equal("the site answers", bar.Find("#stop-reason").GetAttribute("value"));
    }

    [Fact]
    public async Task Render_StoppedElsewhere_ShowsWhoAndWhyAndTheSilentNode()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);
        await host.Core.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var bar = SafetyBarHost.Render(host);

        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "odd answers", CancellationToken.None);

        bar.WaitForAssertion(() => Assert.Contains("STOPPING", bar.Find(".stopped").TextContent));
        Assert.Contains(Actors.Operator.Name, bar.Find(".stopped").TextContent);
        Assert.Contains("odd answers", bar.Find(".stopped").TextContent);
        Assert.Contains("0/1 nodes acknowledged; not yet: node-1", bar.Find(".stopped-ack").TextContent);
    }

    [Fact]
    public async Task Render_StoppedAndAcknowledged_ShowsTimeAndJobs()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        await host.Core.AddJobAsync(JobStatus.Cancelled);
        await host.Core.SqlAsync("UPDATE nodes SET acknowledged_epoch = 1, acknowledged_ms = 38");

        var bar = SafetyBarHost.Render(host);

        Assert.Contains("STOPPED", bar.Find(".stopped").TextContent);
        Assert.Equal("1/1 nodes acknowledged, 38 ms; 1 job stopped", bar.Find(".stopped-ack").TextContent);
    }

    [Fact]
    public async Task Render_StoppedWithALostAndARunningJob_NamesBothAndIsNotDone()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        await host.Core.AddJobAsync(JobStatus.Lost, "stubborn");
        await host.Core.AddJobAsync(JobStatus.Running, "slow");
        await host.Core.SqlAsync("UPDATE nodes SET acknowledged_epoch = 1, acknowledged_ms = 38");

        var bar = SafetyBarHost.Render(host);

        Assert.Contains("STOPPING", bar.Find(".stopped").TextContent);
        Assert.Contains("still ending: catalog-sync of slow", bar.Find(".stopped-ack").TextContent);
        Assert.Contains("lost, did not obey in time: catalog-sync of stubborn", bar.Find(".stopped-ack").TextContent);
    }

    [Theory]
    [InlineData(Role.Operator, true)]
    [InlineData(Role.Admin, false)]
    public async Task Render_Stopped_OffersResetToAdminsOnly(Role role, bool disabled)
    {
        await using var host = await PortalServices.CreateAsync(role == Role.Admin ? Actors.Admin : Actors.Operator);
        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, "odd", CancellationToken.None);

        var bar = SafetyBarHost.Render(host);

        Assert.Equal(disabled, bar.Find(".stopped-actions button").HasAttribute("disabled"));
    }

    /// <summary>A node that is silent may be frozen and wake; one that was killed long ago need not be looked for.</summary>
    [Theory]
    [InlineData(60, "; silent, not acknowledged: node-2")]
    [InlineData(301, "")]
    public async Task Render_StoppedWhileANodeIsSilent_NamesItForFiveMinutes(int seconds, string words)
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await using (var context = await host.Core.OpenAsync())
        {
            context.Add(new Node { Name = "node-2", HeartbeatAt = host.Core.Clock.UtcMilliseconds().AddSeconds(-seconds) });
            await context.SaveChangesAsync();
        }

        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        await host.Core.SqlAsync("UPDATE nodes SET acknowledged_epoch = 1, acknowledged_ms = 38 WHERE name <> 'node-2'");

        var bar = SafetyBarHost.Render(host);

        Assert.Equal($"1/1 nodes acknowledged, 38 ms{words}; 0 jobs stopped", bar.Find(".stopped-ack").TextContent);
    }
}
