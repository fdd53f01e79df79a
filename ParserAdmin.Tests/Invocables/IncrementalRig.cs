using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A host whose only source is a <see cref="GrowingSite"/>.</summary>
internal sealed class IncrementalRig(CoreHost host, GrowingSite site) : IAsyncDisposable
{
    public const string SourceId = "news";

    public CoreHost Host => host;

    public GrowingSite Site => site;

    public static async Task<IncrementalRig> StartAsync(
        TestDatabase database = TestDatabase.Sqlite,
        string pagination = "page: {}, maxPages: 50",
        Action<IServiceCollection>? configure = null
    )
    {
        var site = new GrowingSite();
        return new IncrementalRig(
            await CoreHostCrawls.CreateAsync(
                GrowingSite.Yaml(SourceId, pagination),
                services =>
                {
                    services.Replace(ServiceDescriptor.Singleton<IPageFetcher>(site));
                    configure?.Invoke(services);
                },
                database
            ),
            site
        );
    }

    /// <summary>Asks for a job and marks it as running.</summary>
    public async Task<AdmittedJob> AdmitAsync(JobParameters? parameters = null)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return await host.AdmitAsync("channel-parse", SourceId, parameters);
    }

    /// <summary>Runs once to the end.</summary>
    /// <returns>The job as it ended, and the pages that it asked for.</returns>
    public async Task<(ParserJob Job, List<int> Asked)> RunAsync(JobParameters? parameters = null)
    {
        var before = site.Asked.Count;
        var job = await host.RunAsync(await AdmitAsync(parameters));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        return (job, [.. site.Asked.Skip(before)]);
    }

    public async Task<PathState> StateAsync() => (await host.Get<PathStates>().FindAsync(SourceId, "updates", CancellationToken.None))!;

    public async Task<Source> SourceAsync() => (await host.Get<SourceQueries>().FindAsync(SourceId, CancellationToken.None))!;

    public async Task<IReadOnlyList<string>> PostsAsync() =>
        [
            .. (await host.Get<ItemQueries>().ListAsync(new ItemFilter(SourceId, Gone: false), null, 500, CancellationToken.None))
                .Select(item => item.Title)
                .Order(StringComparer.Ordinal),
        ];

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
