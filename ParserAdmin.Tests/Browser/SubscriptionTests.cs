using System.Diagnostics;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using ParserAdmin.Core.Events;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Browser;

/// <summary>No page leaves a subscription behind, however it is left.</summary>
[Collection(LongRuns.Browsers)]
public sealed class SubscriptionTests : IAsyncLifetime
{
    private readonly PortalHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        // A browser that vanishes without a word is waited for three minutes otherwise.
        _host.Services.GetRequiredService<IOptions<CircuitOptions>>().Value.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(1);
        await _host.AddAdminAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [BrowserFact]
    public async Task Subscriptions_AfterEveryPageWasVisitedAndClosed_AreAsManyAsBefore()
    {
        var bus = _host.Services.GetRequiredService<EventBus>();
        var before = await SettledAsync(bus);
        var pages = await PortalAddresses.AllAsync(_host);
        using var playwright = await Playwright.CreateAsync();
        await using (var browser = await Chromium.LaunchAsync(playwright))
        {
            await using var reloading = await PortalBrowser.OpenAsync(browser, _host.Address);
            await reloading.SignInAsync();
            foreach (var page in pages)
                await reloading.GoAsync(page);
            await using var clicking = await PortalBrowser.OpenAsync(browser, _host.Address);
            await clicking.SignInAsync();
            await clicking.LiveAsync();
            foreach (var page in (string[])["portal/sources", "portal/jobs", "portal/items", "portal/audit", "./"])
            {
                await clicking.Page.ClickAsync($".nav a[href='{page}']");
                await clicking.Page.WaitForSelectorAsync($".nav a.active[href='{page}']");
            }

            Assert.True(bus.SubscriptionCount > before);
            reloading.AssertNoErrors();
            clicking.AssertNoErrors();
            await clicking.Page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        }

        var watch = Stopwatch.StartNew();
        while (bus.SubscriptionCount != before && watch.Elapsed < TimeSpan.FromSeconds(60))
            await Task.Delay(50);
        Assert.Equal(before, bus.SubscriptionCount);
    }

    /// <summary>The program's own services subscribe in the background, some of them only after its start.</summary>
    private static async Task<int> SettledAsync(EventBus bus)
    {
        var count = bus.SubscriptionCount;
        for (var same = 0; same < 20; same++)
        {
            await Task.Delay(100);
            if (bus.SubscriptionCount != count)
                (count, same) = (bus.SubscriptionCount, 0);
        }

        return count;
    }
}
