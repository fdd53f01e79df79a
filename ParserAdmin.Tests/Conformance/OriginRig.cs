using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Fetching.Cache;
using ParserAdmin.Tests.Fetching.Hosts;

namespace ParserAdmin.Tests.Conformance;

/// <summary>The fetcher as the program registers it, on the real clock, before the origin.</summary>
internal sealed class OriginRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TestRun _run = new();

    private OriginRig(OriginServer origin)
    {
        Origin = origin;
        _services = new ServiceCollection()
            .AddSingleton<IHostLedger, MemoryHostLedger>()
            .AddSingleton<IPageCache, MemoryPageCache>()
            .AddFetching(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        new Dictionary<string, string?> { [$"{FetchingOptions.Section}:AllowedPrivateHosts:0"] = origin.Address.Authority }
                    )
                    .Build()
            )
            .BuildServiceProvider();
    }

    public OriginServer Origin { get; }

    public static async Task<OriginRig> StartAsync() => new(await OriginServer.StartAsync());

    /// <param name="timeout">For one request.</param>
    public Task<FetchedPage> FetchAsync(string path, TimeSpan? timeout = null)
    {
        var politeness = new FetchPoliteness(TimeSpan.Zero, 8, timeout ?? TimeSpan.FromSeconds(30));
        return _services
            .GetRequiredService<IPageFetcher>()
            .FetchAsync(_run, new FetchRequest(Origin.At(path), politeness), CancellationToken.None)
            .WaitAsync(TimeSpan.FromMinutes(5));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Origin.DisposeAsync();
        _run.Dispose();
    }
}
