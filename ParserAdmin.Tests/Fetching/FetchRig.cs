using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Fetching.Addresses;
using ParserAdmin.Tests.Fetching.Cache;
using ParserAdmin.Tests.Fetching.Hosts;
using Xunit;

namespace ParserAdmin.Tests.Fetching;

/// <summary>The fetcher as the program registers it, with a clock and a name server of the test's own, and a site to fetch from.</summary>
internal sealed class FetchRig : IFetchObserver, IAsyncDisposable
{
    /// <summary>Ends a test that would hang; nothing in a test waits this long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ServiceProvider _services;

    private FetchRig(TestSite site, int maxBodyBytes, string[] allowed, TimeProvider? realTime)
    {
        Site = site;
        var settings = new Dictionary<string, string?>
        {
            [$"{FetchingOptions.Section}:Contact"] = "mailto:test@example.org",
            [$"{FetchingOptions.Section}:MaxBodyBytes"] = maxBodyBytes.ToString(CultureInfo.InvariantCulture),
        };
        for (var i = 0; i < allowed.Length; i++)
            settings[$"{FetchingOptions.Section}:AllowedPrivateHosts:{i}"] = allowed[i];
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IHostResolver>(Resolver)
            .AddSingleton<IFetchObserver>(this)
            .AddSingleton<IHostLedger>(Ledger)
            .AddSingleton<IPageCache>(Memory)
            .AddFetching(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(provider => new ConnectionPoint(
                provider.GetRequiredService<AddressPolicy>(),
                provider.GetRequiredService<CheckedDialer>(),
                Clock,
                realTime
            ))
            .BuildServiceProvider();
    }

    public TestSite Site { get; }

    public ManualTimeProvider Clock { get; } = new();

    public TestResolver Resolver { get; } = new();

    public MemoryHostLedger Ledger { get; } = new();

    public MemoryPageCache Memory { get; } = new();

    public TestRun Run { get; } = new();

    public ConcurrentQueue<FetchEvent> Events { get; } = new();

    public HostGovernor Governor => _services.GetRequiredService<HostGovernor>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public OwnSite OwnSite => _services.GetRequiredService<OwnSite>();

    /// <summary>No delay and plenty of room, so that only what a test is about has an effect.</summary>
    public static FetchPoliteness Hasty { get; } = new(TimeSpan.Zero, 8, TimeSpan.FromSeconds(30), ObeyRobots: false);

    /// <param name="realTime">By which answers of the gate grow old.</param>
    public static async Task<FetchRig> StartAsync(
        int maxBodyBytes = 1024 * 1024,
        Func<int, string[]>? allowed = null,
        X509Certificate2? certificate = null,
        TimeProvider? realTime = null
    )
    {
        var site = await TestSite.StartAsync(certificate);
        return new FetchRig(site, maxBodyBytes, allowed?.Invoke(site.Port) ?? [$"127.0.0.1:{site.Port}"], realTime);
    }

    public Task<FetchedPage> FetchAsync(string path, FetchPoliteness? politeness = null) => FetchAsync(Site.At(path), politeness);

    public Task<FetchedPage> FetchAsync(Uri address, FetchPoliteness? politeness = null) =>
        FetchAsync(new FetchRequest(address, politeness ?? Hasty));

    public Task<FetchedPage> FetchAsync(FetchRequest request) =>
        _services.GetRequiredService<IPageFetcher>().FetchAsync(Run, request, CancellationToken.None).WaitAsync(Patience);

    /// <summary>Fetches while the clock runs through every back-off, and gives back the failure.</summary>
    public async Task<FetchException> FailAsync(Uri address)
    {
        var fetch = FetchAsync(address);
        while (!fetch.IsCompleted)
        {
            await Task.WhenAny(fetch, Clock.WaitForTimerAsync(left => left < TimeSpan.FromSeconds(20)));
            Clock.Advance(TimeSpan.FromSeconds(5));
        }

        return await Assert.ThrowsAsync<FetchException>(() => fetch);
    }

    public Task<FetchException> FailAsync(string path) => FailAsync(Site.At(path));

    public void Observe(GatedRun run, FetchEvent fetchEvent)
    {
        Assert.Same(Run, run);
        Events.Enqueue(fetchEvent);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Site.DisposeAsync();
        Run.Dispose();
    }
}
