using Bunit;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Components.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.States;

public sealed class JobsStatesTests
{
    [Fact, InState(typeof(JobsPage), PageState.Stopped)]
    public async Task Stopped_ChosenJobsMayBeCancelledAndNotRetried()
    {
        await using var host = await JobsList.CreateAsync(Actors.Operator);
        await host.Core.AddSourceAsync();
        await host.Core.AddJobAsync(JobStatus.Failed);
        await host.StopAsync();
        var page = JobsList.Render(host);
        page.WaitForElement(JobsList.Rows);

        await page.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });

        var buttons = page.FindAll(".bulk .reason-button button");
        Assert.Contains("Cancel…", buttons[0].TextContent);
        Assert.False(buttons[0].HasAttribute("disabled"));
        Assert.Contains("Retry…", buttons[1].TextContent);
        HostStates.AssertOff([buttons[1]], HostStates.StopsReason);
    }
}
