using Microsoft.Playwright;
using ParserAdmin.Tests.EndToEnd;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>People close pages whenever they like. That is no fault of the program, and its log does not say so.</summary>
[Collection(LongRuns.Browsers)]
public sealed class ClosedPageTests
{
    private static readonly string[] Paths =
    [
        "/",
        "/portal/sources",
        "/portal/sources/demo",
        "/portal/sources/demo?tab=definition",
        "/portal/sources/demo/studio",
        "/portal/new-source",
        "/portal/schedules",
        "/portal/jobs",
        "/portal/logs",
        "/portal/items",
        "/portal/audit",
        "/portal/system",
        "/portal/account",
    ];

    /// <summary>What a page has come to when it is left.</summary>
    private static readonly string[] Moments = [".safety-bar", "html[data-circuit=live]"];

    [BrowserFact]
    public async Task Pages_LeftAtAnyMoment_LeaveNoFaultInTheLog()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using (var browser = await Chromium.LaunchAsync(playwright))
        {
            await using var person = await PortalBrowser.SignInAsync(browser, portal);
            foreach (var path in Paths)
            {
                foreach (var moment in Moments)
                {
                    await person.Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
                    await person.Page.WaitForSelectorAsync(
                        moment,
                        new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached }
                    );
                }
            }

            await person.Page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        }

        await portal.SignalAsync("TERM");
        Assert.Equal(0, (await portal.EndAsync(TimeSpan.FromSeconds(30))).Code);
        Assert.DoesNotContain("fail: ", portal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", portal.Output, StringComparison.Ordinal);
    }
}
