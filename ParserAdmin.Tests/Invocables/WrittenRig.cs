using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A host whose only source, <c>site</c>, is a <see cref="WrittenSite"/>.</summary>
internal sealed class WrittenRig(CoreHost host, WrittenSite site) : IAsyncDisposable
{
    public CoreHost Host => host;

    public WrittenSite Site => site;

    /// <param name="rest">Of the definition: what follows <c>links</c>.</param>
    public static async Task<WrittenRig> StartAsync(string rest, string kind = "catalog")
    {
        var site = new WrittenSite();
        var host = await CoreHostCrawls.CreateAsync(
            $"version: 1\nid: site\nname: A site\nkind: {kind}\nlinks: [\"http://127.0.0.1:9/\"]\n{rest}",
            services => services.Replace(ServiceDescriptor.Singleton<IPageFetcher>(site))
        );
        return new WrittenRig(host, site);
    }

    /// <returns>The job as it ended, and its warnings and errors.</returns>
    public async Task<(ParserJob Job, List<string> Told)> RunAsync(string task = "catalog-sync", JobParameters? parameters = null)
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var job = await host.RunAsync(task, "site", parameters);
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(JobId: job.Id), 0, 500, CancellationToken.None);
        return (job, [.. log.Where(line => line.Level >= JobLogLevel.Warning).Select(line => line.Message)]);
    }

    /// <summary>Those that are not gone.</summary>
    public async Task<List<Item>> ItemsAsync() =>
        [.. await host.Get<ItemQueries>().ListAsync(new ItemFilter("site", Gone: false), null, 500, CancellationToken.None)];

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
