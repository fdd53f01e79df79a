using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Browser;
using ParserAdmin.Tests.Fetching.Addresses;
using ParserAdmin.Tests.Fetching.Cache;
using ParserAdmin.Tests.Fetching.Hosts;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>
/// A real Chromium behind the fetcher as the program registers it, one for all tests; a site to render, and one that must not be reached.
/// </summary>
public sealed class BrowserRig : IFetchObserver, IAsyncLifetime
{
    private ServiceProvider _services = null!;

    internal TestSite Site { get; private set; } = null!;

    /// <summary>Private, and not among the hosts that are allowed.</summary>
    internal TestSite Victim { get; private set; } = null!;

    internal TestResolver Resolver { get; } = new() { Others = IPAddress.Loopback };

    internal ConcurrentQueue<FetchEvent> Events { get; } = new();

    internal BrowserPool Pool => Get<BrowserPool>();

    internal static PageRendering AtRest { get; } = new(null, TimeSpan.FromSeconds(20));

    public async Task InitializeAsync()
    {
        Site = await TestSite.StartAsync();
        Victim = await TestSite.StartAsync();
        _services = Services(Site, Resolver, this, (nameof(BrowserOptions.ExecutablePath), Chromium.Path));
    }

    /// <param name="options">Keys of <see cref="BrowserOptions"/>.</param>
    internal static ServiceProvider Services(
        TestSite site,
        TestResolver resolver,
        IFetchObserver observer,
        params (string Key, string Value)[] options
    ) => Services(site, resolver, observer, TimeProvider.System, options);

    internal static ServiceProvider Services(
        TestSite site,
        TestResolver resolver,
        IFetchObserver observer,
        TimeProvider clock,
        params (string Key, string Value)[] options
    )
    {
        var settings = options.ToDictionary(option => $"{BrowserOptions.Section}:{option.Key}", string? (option) => option.Value);
        settings[$"{FetchingOptions.Section}:AllowedPrivateHosts:0"] = $"127.0.0.1:{site.Port}";
        return new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton<IHostResolver>(resolver)
            .AddSingleton(observer)
            .AddSingleton<IHostLedger>(new MemoryHostLedger())
            .AddSingleton<IPageCache>(new MemoryPageCache())
            .AddFetching(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await Site.DisposeAsync();
        await Victim.DisposeAsync();
    }

    public void Observe(GatedRun run, FetchEvent fetchEvent) => Events.Enqueue(fetchEvent);

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    internal Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request) =>
        _services.GetRequiredService<IPageFetcher>().FetchAsync(run, request, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(90));

    internal Task<FetchedPage> FetchAsync(GatedRun run, string path, PageRendering? rendering = null) =>
        FetchAsync(run, new FetchRequest(Site.At(path), FetchRig.Hasty) { Rendering = rendering ?? AtRest });
}
