using System.Collections.Concurrent;
using Microsoft.Playwright;
using ParserAdmin.Tests.Browser;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting.Databases;
using Xunit;

namespace ParserAdmin.Tests.Proxies;

/// <summary>Two nodes on one database behind HAProxy, as docs/operating.md sets it up.</summary>
[Collection(LongRuns.Clusters)]
public sealed class BalancerTests
{
    private const string PageToOneNodeAndSocketToTheOther =
        "    use-server node-2 if { path_beg /_blazor }\n    use-server node-1 unless { path_beg /_blazor }\n";

    /// <summary>With stickiness, in turn, and in the worst case: the live connection never meets the node that wrote the page.</summary>
    [BrowserBehindHaproxy]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(false, PageToOneNodeAndSocketToTheOther)]
    public async Task Portal_BehindABalancer_IsLiveAndStops(bool sticky, string more)
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var balancer = await ProxyServer.HaproxyAsync(
            ProxyExamples.Haproxy(nodes.First.Address, nodes.Second.Address, sticky) + more
        );
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, balancer.Address);
        var failed = new ConcurrentBag<string>();
        person.Context.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                failed.Add($"{answer.Status} {answer.Url}");
        };

        await person.SignInAsync();
        for (var visits = 0; visits < 4; visits++)
        {
            await person.GoAsync("/portal/jobs");
            Assert.False(await person.Page.IsVisibleAsync("#components-reconnect-modal"));
        }

        await person.SwitchModeAsync("Auto", "a test");
        await person.Page.WaitForSelectorAsync(".mode-choice.on:has-text('Auto')");
        await person.Page.ClickAsync(".stop-button");
        await person.Page.WaitForSelectorAsync("section.stopped");
        Assert.Empty(failed);
        person.AssertNoErrors();
    }

    /// <summary>The plain forms, each of which may meet another node than the page that it stands on.</summary>
    [BrowserBehindHaproxy]
    [InlineData(false)]
    public async Task Forms_BehindABalancer_AreBelievedByEitherNode(bool sticky)
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var balancer = await ProxyServer.HaproxyAsync(ProxyExamples.Haproxy(nodes.First.Address, nodes.Second.Address, sticky));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        for (var turn = 0; turn < 3; turn++)
        {
            await using var person = await PortalBrowser.OpenAsync(browser, balancer.Address, scripts: false);
            await person.SignInAsync();
            await person.Page.GotoAsync("portal/stop");
            await person.Page.FillAsync("#reason", $"turn {turn}");
            await person.Page.ClickAsync("button.stop");
            await person.Page.WaitForSelectorAsync("h1:has-text('Stopped')");
        }
    }

    [BrowserBehindHaproxy]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_WhoseNodeIsKilled_IsLiveOnTheOther(bool sticky)
    {
        await using var nodes = await TwoNodes.StartAsync();
        await using var balancer = await ProxyServer.HaproxyAsync(
            ProxyExamples.Haproxy(nodes.First.Address, nodes.Second.Address, sticky) + "    use-server node-1 if { path_beg /_blazor }\n"
        );
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        await using var person = await PortalBrowser.OpenAsync(browser, balancer.Address);
        await person.SignInAsync();
        await person.GoAsync("/portal/jobs");
        await person.MarkAsync();

        await nodes.First.KillAsync();

        await person.Page.WaitForFunctionAsync(
            "() => window.sameDocument !== true && document.documentElement.dataset.circuit === 'live'",
            null,
            new PageWaitForFunctionOptions { Timeout = 60_000 }
        );
        Assert.Equal(new Uri(balancer.Address, "portal/jobs").ToString(), person.Page.Url);
    }

    /// <summary>Nodes that share a database, and with it the keys.</summary>
    private sealed class TwoNodes(PortalProcess first, PortalProcess second) : IAsyncDisposable
    {
        public PortalProcess First => first;

        public PortalProcess Second => second;

        public static async Task<TwoNodes> StartAsync()
        {
            var connection = await PostgresServer.CreateDatabaseAsync();
            var nodes = new TwoNodes(Node(connection, "node-1"), Node(connection, "node-2"));
            try
            {
                await nodes.First.StartAsync();
                await nodes.Second.StartAsync();
                return nodes;
            }
            catch
            {
                await nodes.DisposeAsync();
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await second.DisposeAsync();
            await first.DisposeAsync();
        }

        private static PortalProcess Node(string connection, string name) =>
            new(
                settings: new Dictionary<string, string>
                {
                    ["ParserAdmin:Database:Provider"] = "postgres",
                    ["ParserAdmin:Database:ConnectionString"] = $"{connection};Application Name={name}",
                    ["ParserAdmin:Node:Name"] = name,
                    ["ParserAdmin:Demo"] = "false",
                    ["ParserAdmin:Proxy:KnownProxies:0"] = "127.0.0.1",
                }
            );
    }
}
