using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Addresses;

public sealed class OwnSiteTests : IAsyncLifetime
{
    private FetchRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await FetchRig.StartAsync(allowed: _ => []);
        _rig.OwnSite.Listen([$"http://127.0.0.1:{_rig.Site.Port}"]);
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData("/demo/")]
    [InlineData("/demo/titles?page=2")]
    public async Task Fetch_OwnDemo_IsAllowed(string path)
    {
        await _rig.FetchAsync(path);

        Assert.Equal(path, Assert.Single(_rig.Site.Requests).Path);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/demo")]
    [InlineData("/Demo/x")]
    [InlineData("/demos/")]
    [InlineData("/admin/parser/settings")]
    [InlineData("/demo/../admin")]
    [InlineData("/demo/%2e%2e/admin")]
    [InlineData("/demo/..%2fadmin")]
    [InlineData("/demo/%2E%2E%2Fadmin")]
    [InlineData("/demo/..\\admin")]
    [InlineData("/demo/%5c..%5cadmin")]
    [InlineData("//demo/")]
    public async Task Fetch_OwnPageOutsideDemoOverAnOpenConnection_IsBlocked(string path)
    {
        await _rig.FetchAsync("/demo/");

        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync(path));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Single(_rig.Site.Requests);
    }

    [Fact]
    public async Task Fetch_DemoRedirectsToOwnApi_IsBlocked()
    {
        _rig.Site.Answer = context =>
        {
            context.Response.Redirect("/admin/parser/settings");
            return Task.CompletedTask;
        };

        var error = await Assert.ThrowsAsync<FetchException>(() => _rig.FetchAsync("/demo/"));

        Assert.Equal(ErrorClass.Blocked, error.Class);
        Assert.Single(_rig.Site.Requests);
    }

    [Theory]
    [InlineData("", "/demo/1", true)]
    [InlineData("", "/parser/demo/1", false)]
    [InlineData("/parser", "/parser/demo/1", true)]
    [InlineData("/parser", "/parser/admin", false)]
    [InlineData("/parser", "/parser/demo/../admin", false)]
    [InlineData("/parser", "/other/demo/1", false)]
    public void IsDemo_BelowAPath_IsTheDemoThereAlone(string below, string path, bool isDemo)
    {
        var site = new OwnSite();
        site.Listen(["http://localhost:5080"], below);

        Assert.Equal(isDemo, site.IsDemo(new Uri($"http://localhost:5080{path}")));
    }

    [Theory]
    [InlineData("http://localhost:5080", "localhost", true)]
    [InlineData("http://localhost:5080", "127.0.0.1", true)]
    [InlineData("http://localhost:5080", "[::1]", true)]
    [InlineData("http://0.0.0.0:5080", "localhost", true)]
    [InlineData("http://[::]:5080", "127.0.0.1", true)]
    [InlineData("http://*:5080", "localhost", true)]
    [InlineData("http://+:5080", "localhost", true)]
    [InlineData("http://192.168.1.5:5080", "192.168.1.5", true)]
    [InlineData("http://192.168.1.5:5080", "localhost", false)]
    [InlineData("http://localhost:5081", "localhost", false)]
    [InlineData("nonsense", "localhost", false)]
    public void Listen_AddressOfTheServer_CoversItsNames(string listens, string host, bool isOwn)
    {
        var site = new OwnSite();

        site.Listen([listens]);

        Assert.Equal(isOwn, site.Is(Authority.Of(new Uri($"http://{host}:5080/"))));
    }
}
