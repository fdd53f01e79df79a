using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class JobActionsTests
{
    [Fact]
    public async Task Cancel_ClickedTwice_IsAskedForOnce()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        await page.InvokeAsync(() =>
        {
            var cancel = page.Find(".page-actions button");
            return Task.WhenAll(cancel.ClickAsync(), cancel.ClickAsync());
        });

        Assert.Single(await host.Core.AuditAsync(), entry => entry.Action == "job.cancel");
    }

    [Fact, InState(typeof(JobPage), PageState.Viewer)]
    public async Task Render_Viewer_ShowsCancelDisabledWithTheReason()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Viewer);
        var job = await host.Core.AddJobAsync(JobStatus.Running);

        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        Assert.True(page.Find(".page-actions button").HasAttribute("disabled"));
        Assert.Contains("Needs the role operator", page.Find(".reason-button").GetAttribute("title"));
    }

    [Fact, InState(typeof(JobPage), PageState.Stopped)]
    public async Task Render_WhatTheGateRefuses_IsDisabledWithItsReasonAndComesBack()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync("shop");
        var job = await host.Core.AddJobAsync(JobStatus.Failed, "shop");
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));
        page.WaitForAssertion(() => Assert.False(page.Find(".page-actions button").HasAttribute("disabled")));

        await host.Core.Get<SourceCommands>().PauseAsync(Actors.Admin, "shop", "the site moves", CancellationToken.None);
        Shows("the site moves");
        await host.Core.Get<SourceCommands>().ResumeAsync(Actors.Admin, "shop", CancellationToken.None);
        Shows("Asks for the same run again");
        Assert.All(page.FindAll(".page-actions button"), button => Assert.False(button.HasAttribute("disabled")));
        await host.Core.Get<EmergencyStop>().StopAsync(Actors.Admin, null, CancellationToken.None);
        Shows("Emergency stop by");
        Assert.All(page.FindAll(".page-actions button"), button => Assert.True(button.HasAttribute("disabled")));

        // News come at most ten times a second, by the host's clock.
        void Shows(string words) =>
            page.WaitForAssertion(() =>
            {
                host.Core.Clock.Advance(TimeSpan.FromMilliseconds(100));
                Assert.Contains(words, page.Find(".reason-button").GetAttribute("title"));
            });
    }

    [Fact]
    public async Task Retry_FailedJob_GoesToTheNewOne()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync("shop");
        var job = await host.Core.AddJobAsync(JobStatus.Failed, "shop");
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        await page.Find(".page-actions button").ClickAsync();

        var next = await host.Core.NextJobAsync(job.Id);
        Assert.EndsWith($"/portal/jobs/{next}", host.Page.Services.GetRequiredService<NavigationManager>().Uri);
    }
}
