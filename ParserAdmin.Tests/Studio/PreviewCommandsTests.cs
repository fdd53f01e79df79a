using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Studio;
using ParserAdmin.Core.Studio.Samples;
using ParserAdmin.Tests.Fetching;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Studio;

public sealed class PreviewCommandsTests : IAsyncLifetime
{
    private TestSite _site = null!;
    private CoreHost _host = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _site.Answer = context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(
                context.Request.Path == "/robots.txt"
                    ? "User-agent: *\nDisallow: /secret"
                    : "<article data-id='1'><h2>Solaris</h2></article>"
            );
        };
        _host = await CoreHost.CreateAsync(configure: services =>
        {
            // Real time: the site is real, and there is nothing to wait for.
            services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
            services.Configure<FetchingOptions>(options => options.AllowedPrivateHosts.Add($"127.0.0.1:{_site.Port}"));
        });
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Run_APath_FetchesItOnceAndGoesOnRecord()
    {
        var preview = (await RunAsync()).Value!;

        Assert.Equal(("catalog", 1, "Solaris"), (preview.Path, preview.RowCount, preview.Rows[0].Item!.Title));
        Assert.Equal((200, _site.At("/list")), (preview.Answer.Status, preview.Answer.Address));
        Assert.Equal(["/robots.txt", "/list"], _site.Requests.Select(request => request.Path));
        var entry = Assert.Single(await _host.AuditAsync(), entry => entry.Action == "source.preview");
        Assert.Contains("/list", entry.After, StringComparison.Ordinal);
        Assert.Empty(await _host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None));
        Assert.Empty(_host.Get<ActiveRuns>().All);
    }

    [Fact]
    public async Task Run_OnASavedAnswer_SendsNothingEvenWhileStopped()
    {
        await _host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        var before = (await _host.AuditAsync()).Count;

        var result = await RunAsync(
            new PreviewRequest(Yaml(), Answer: SavedAnswer.OfText(_site.At("/list"), "<article data-id='2'><h2>Eden</h2></article>"))
        );

        Assert.Equal("Eden", result.Value!.Rows[0].Item!.Title);
        Assert.Empty(_site.Requests);
        Assert.Equal(before, (await _host.AuditAsync()).Count);
    }

    [Fact]
    public async Task Run_WhileStopped_FetchesNothingAndSaysSo()
    {
        await _host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        var result = await RunAsync();

        Assert.Equal(CommandStatus.Locked, result.Status);
        Assert.Contains("Emergency stop by", result.Message, StringComparison.Ordinal);
        Assert.Empty(_site.Requests);
    }

    [Fact]
    public async Task Run_OfAPausedSource_FetchesNothing()
    {
        await _host.Get<SourceCommands>().SaveAsync(Actors.Admin, Yaml(), null, CancellationToken.None);
        await _host.Get<SourceCommands>().PauseAsync(Actors.Operator, "shop", "the owner asked for it", CancellationToken.None);

        var result = await RunAsync();

        Assert.Equal(CommandStatus.Locked, result.Status);
        Assert.Contains("the owner asked for it", result.Message, StringComparison.Ordinal);
        Assert.Empty(_site.Requests);
    }

    [Fact]
    public async Task Run_StoppedUnderWay_EndsAndIsNoJob()
    {
        var arrived = new TaskCompletionSource();
        _site.Answer = async context =>
        {
            if (context.Request.Path == "/robots.txt")
                return;
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var run = RunAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var stop = await _host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        var result = await run;

        Assert.Equal(0, stop.Value!.JobsCancelled);
        Assert.Equal(CommandStatus.Locked, result.Status);
        Assert.Contains("Emergency stop", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/x", "Blocked")]
    [InlineData("http://169.254.169.254/latest/meta-data", "Blocked")]
    [InlineData("secret/page", "Blocked")]
    public async Task Run_WhereNoCrawlMayGo_IsRefused(string address, string errorClass)
    {
        var result = await RunAsync(new PreviewRequest(Yaml(), Address: address));

        Assert.Equal(CommandStatus.SiteFailed, result.Status);
        Assert.StartsWith(errorClass, result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_site.Requests, request => request.Path != "/robots.txt");
    }

    [Theory]
    [InlineData("nonsense", "has no path 'nonsense'. It has: catalog, episodes.")]
    [InlineData("episodes", "is filled in for each item. Say which page to fetch.")]
    public async Task Run_APathThatCannotBeFetched_SaysWhatToDo(string path, string message)
    {
        var result = await RunAsync(new PreviewRequest(Yaml(), path));

        Assert.Equal(CommandStatus.Unprocessable, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ByAnOperator_IsDeniedAndOnRecord()
    {
        var result = await _host.Get<PreviewCommands>().RunAsync(Actors.Operator, new PreviewRequest(Yaml()), CancellationToken.None);

        Assert.Equal(CommandStatus.Forbidden, result.Status);
        Assert.Equal(AuditOutcome.Denied, Assert.Single(await _host.AuditAsync(), entry => entry.Action == "source.preview").Outcome);
        Assert.Empty(_site.Requests);
    }

    private string Yaml() =>
        TestSources
            .Yaml("shop", link: $"http://127.0.0.1:{_site.Port}/")
            .Replace("identity:", "fetch: { delay: 0ms }\nidentity:", StringComparison.Ordinal);

    private Task<CommandResult<Preview>> RunAsync(PreviewRequest? request = null) =>
        _host.Get<PreviewCommands>().RunAsync(Actors.Admin, request ?? new PreviewRequest(Yaml()), CancellationToken.None);
}
