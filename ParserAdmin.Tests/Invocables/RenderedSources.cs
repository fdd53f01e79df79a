using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Browser;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A whole core with a browser, one for all tests of a class, and a site that needs it.</summary>
public sealed class RenderedSources : IAsyncLifetime
{
    internal ScriptedSite Site { get; private set; } = null!;

    public CoreHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await ScriptedSite.StartAsync();
        Host = await HostAsync(Chromium.Path);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Site.DisposeAsync();
    }

    /// <param name="browser">The program file of its browser.</param>
    public async Task<CoreHost> HostAsync(string browser)
    {
        var host = await CoreHost.CreateAsync(configure: services =>
        {
            // Real time: a browser does not wait for the clock of a test.
            services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
            services.PostConfigure<FetchingOptions>(options => options.AllowedPrivateHosts.Add($"127.0.0.1:{Site.Port}"));
            services.PostConfigure<BrowserOptions>(options => options.ExecutablePath = browser);
        });
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }
}
