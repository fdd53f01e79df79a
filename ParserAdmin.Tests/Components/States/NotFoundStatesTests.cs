using Bunit;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Layout;
using ParserAdmin.Components.Pages;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

/// <summary>Where nothing is, the frame says all the same how the program stands.</summary>
public sealed class NotFoundStatesTests
{
    [Fact, InState(typeof(NotFound), PageState.Nothing)]
    public async Task Nothing_AtThisAddress_SaysSoAndLeadsOn()
    {
        await using var host = await PortalServices.CreateAsync();

        var page = host.Page.Render<NotFound>();

        Assert.Contains("Nothing lives at this address.", page.Find(".empty").TextContent);
        Assert.Equal(["./", "portal/sources", "portal/jobs"], page.FindAll(".empty a").Select(link => link.GetAttribute("href")));
    }

    [Fact, InState(typeof(NotFound), PageState.Viewer)]
    public async Task Viewer_SeesTheModeAndWhyItIsNotTheirsToSwitch()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);

        var frame = Render(host);

        frame.WaitForAssertion(() => Assert.Contains(HostStates.ViewersReason, frame.Find(".mode").GetAttribute("title")));
        Assert.Single(frame.FindAll(".mode-choice[disabled]"));
        Assert.Equal(3, frame.FindAll(".empty a").Count);
    }

    [Fact, InState(typeof(NotFound), PageState.Stopped)]
    public async Task Stopped_SaysByWhomAndWhyAndWhoMayReset()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        await host.StopAsync();

        var frame = Render(host);

        var banner = frame.WaitForElement("section.stopped");
        Assert.Contains(Actors.Operator.Name, banner.TextContent);
        Assert.Contains("smoke", banner.TextContent);
        HostStates.AssertOff(frame.FindAll(".stopped-actions button"), "Needs the role admin");
        Assert.Contains("Nothing lives at this address.", frame.Find("main").TextContent);
    }

    private static IRenderedComponent<MainLayout> Render(PageHost host) =>
        host.Page.Render<MainLayout>(layout => layout.Add(frame => frame.Body, NotFoundPage));

    private static RenderFragment NotFoundPage =>
        builder =>
        {
            builder.OpenComponent<NotFound>(0);
            builder.CloseComponent();
        };
}
