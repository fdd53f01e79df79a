using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Components;
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
        var pages = await AddressesAsync();
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
            await clicking.Page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        }

        var watch = Stopwatch.StartNew();
        while (bus.SubscriptionCount != before && watch.Elapsed < TimeSpan.FromSeconds(60))
            await Task.Delay(50);
        Assert.Equal(before, bus.SubscriptionCount);
    }

    /// <summary>
    /// Of every page that the program has: a new one is among them by itself, and one that is about something has to say here about what.
    /// </summary>
    private async Task<IReadOnlyList<string>> AddressesAsync()
    {
        var addresses = new Dictionary<string, string>
        {
            ["/portal/sources/{Id}"] = "/portal/sources/demo",
            ["/portal/sources/{Id}/studio"] = "/portal/sources/demo/studio",
            ["/portal/jobs/{Id:guid}"] = $"/portal/jobs/{await RequestJobAsync()}",
            ["/portal/items/{Id}"] = $"/portal/items/{await SaveItemAsync()}",
        };
        var routes = typeof(LivePage)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false))
            .Select(route => route.Template)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(routes.Where(route => route.Contains('{', StringComparison.Ordinal)), addresses.Keys.Order(StringComparer.Ordinal));
        return [.. routes.Select(route => addresses.GetValueOrDefault(route, route))];
    }

    private async Task<Guid> RequestJobAsync()
    {
        var asked = await _host
            .Services.GetRequiredService<JobCommands>()
            .RequestAsync(Actor.System, CatalogSync.Definition.Name, "demo", JobParameters.None, JobTrigger.Person, CancellationToken.None);
        return asked.Value!.Id;
    }

    private async Task<string> SaveItemAsync()
    {
        var draft = StoredItems.Draft("solaris", "Solaris");
        await using var run = await OpenRun.BeginAsync(_host.Services.GetRequiredService<IDbContextFactory<ParserDbContext>>(), "shelf");
        await _host
            .Services.GetRequiredService<ItemStore>()
            .SaveAsync(run, [new IdentifiedItem(draft.ExternalId!, draft)], CancellationToken.None);
        return (await _host.Admin.GetAsync("/items?sourceId=shelf")).Expect(200).GetProperty("items")[0].GetProperty("id").GetString()!;
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
