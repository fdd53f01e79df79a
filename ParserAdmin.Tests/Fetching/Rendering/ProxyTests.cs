using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Fetching.Rendering.Relay;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Fetching.Http;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

public sealed class ProxyTests : IAsyncLifetime
{
    private readonly ProxyRig _rig = new();

    public Task InitializeAsync() => _rig.InitializeAsync();

    public Task DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Proxy_FirstNavigation_IsGivenTheDocumentThatIsHereAlready()
    {
        var answer = await _rig.GetAsync($"http://{_rig.Allowed}/", "Upgrade-Insecure-Requests: 1\r\n");

        Assert.EndsWith("<p>document", answer, StringComparison.Ordinal);
        Assert.Empty(_rig.Site.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proxy_RequestOfAPage_PassesTheGateAndIsCounted(bool tunnel)
    {
        var answer = tunnel ? await _rig.TunnelAsync(_rig.Allowed, "/data?x=1") : await _rig.GetAsync($"http://{_rig.Allowed}/data?x=1");

        Assert.EndsWith("hello", answer.TrimEnd('\r', '\n', '0'), StringComparison.Ordinal);
        var (path, headers) = Assert.Single(_rig.Site.Requests);
        Assert.Equal("/data?x=1", path);
        Assert.Equal(_rig.Allowed, headers["Host"]);
        Assert.Contains("mailto:test@example.org", headers["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain("Proxy-Authorization", headers.Keys);
        Assert.Equal(1, _rig.Run.Demands);
        Assert.Equal((1, 5), (_rig.Render.Requests, _rig.Render.BytesReceived));
        Assert.Contains(_rig.Fetching.Events, e => e.Kind == FetchEventKind.Answered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proxy_Stranger_IsRefused(bool tunnel)
    {
        var answer = tunnel
            ? await _rig.TunnelAsync(_rig.Allowed, credentials: false)
            : await _rig.GetAsync($"http://{_rig.Allowed}/", credentials: false);

        Assert.StartsWith("HTTP/1.1 407", answer, StringComparison.Ordinal);
        Assert.Empty(_rig.Site.Requests);
    }

    [Fact]
    public async Task Proxy_WrongPassword_IsRefused()
    {
        var answer = await _rig.GetAsync(
            $"http://{_rig.Allowed}/",
            $"Proxy-Authorization: Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{_rig.Session.Name}:guess"))}\r\n",
            credentials: false
        );

        Assert.StartsWith("HTTP/1.1 407", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_NoPageOpen_LetsNothingOut()
    {
        _rig.Session.End();

        Assert.StartsWith("HTTP/1.1 403", await _rig.GetAsync($"http://{_rig.Allowed}/"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", await _rig.TunnelAsync(_rig.Allowed), StringComparison.Ordinal);
        Assert.Empty(_rig.Site.Requests);
    }

    [Fact]
    public async Task Proxy_GateRefuses_NothingIsSentAndThePageEnds()
    {
        _rig.Run.Refuses = _ => true;

        Assert.StartsWith("HTTP/1.1 403", await _rig.GetAsync($"http://{_rig.Allowed}/"), StringComparison.Ordinal);

        Assert.Empty(_rig.Site.Requests);
        Assert.IsType<GateRefusedException>(_rig.Render.Failure);
        Assert.True(_rig.Render.Ended.IsCancellationRequested);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proxy_EmergencyStopDuringAnAnswer_TearsItAndLetsNothingOutLater(bool tunnel)
    {
        var arrived = new TaskCompletionSource();
        var left = new TaskCompletionSource();
        _rig.Site.Answer = async context =>
        {
            using var gone = context.RequestAborted.Register(left.SetResult);
            await context.Response.WriteAsync("first half");
            await context.Response.Body.FlushAsync();
            arrived.SetResult();
            await left.Task;
        };
        var request = tunnel ? _rig.TunnelAsync(_rig.Allowed) : _rig.GetAsync($"http://{_rig.Allowed}/");
        await arrived.Task.WaitAsync(FetchRig.Patience);

        _rig.Run.Stop();

        await left.Task.WaitAsync(FetchRig.Patience);
        await request.WaitAsync(FetchRig.Patience);
        Assert.DoesNotContain("hello", await _rig.GetAsync($"http://{_rig.Allowed}/later"), StringComparison.Ordinal);
        Assert.Single(_rig.Site.Requests);
    }

    [Fact]
    public async Task Proxy_Images_AreLeftOutUnlessWanted()
    {
        Assert.StartsWith(
            "HTTP/1.1 403",
            await _rig.GetAsync($"http://{_rig.Allowed}/a", "Accept: image/avif,*/*\r\n"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "HTTP/1.1 403",
            await _rig.GetAsync($"http://{_rig.Allowed}/a", "Sec-Fetch-Dest: font\r\n"),
            StringComparison.Ordinal
        );
        Assert.Empty(_rig.Site.Requests);

        _rig.Begin(rendering: new PageRendering(null, TimeSpan.FromSeconds(1), Images: true));
        await _rig.GetAsync($"http://{_rig.Allowed}/a", "Accept: image/avif,*/*\r\n");
        Assert.Single(_rig.Site.Requests);
    }

    [Fact]
    public async Task Proxy_TooManyRequests_EndThePage()
    {
        _rig.Begin(new BrowserOptions { RequestsPerPage = 2 });

        for (var i = 0; i < 3; i++)
            await _rig.GetAsync($"http://{_rig.Allowed}/");

        Assert.Equal(2, _rig.Site.Requests.Count);
        Assert.Equal(ErrorClass.TooLarge, Assert.IsType<FetchException>(_rig.Render.Failure).Class);
    }

    [Fact]
    public async Task Proxy_Bomb_EndsThePageWithinItsLimit()
    {
        _rig.Begin(new BrowserOptions { MegabytesPerPage = 1 });
        _rig.Site.Answer = context => TestBody.WriteAsync(context, "gzip", TestBody.Pack("gzip", new byte[8 * 1024 * 1024]));

        var answer = await _rig.GetAsync($"http://{_rig.Allowed}/");

        Assert.True(answer.Length < 2 * 1024 * 1024);
        Assert.Equal(ErrorClass.TooLarge, Assert.IsType<FetchException>(_rig.Render.Failure).Class);
    }

    [Fact]
    public async Task Proxy_TooManyOfTheSourcesOwnHost_EndsThePageAndCoolsTheHost()
    {
        _rig.Site.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "60";
            return Task.CompletedTask;
        };

        await _rig.GetAsync($"http://{_rig.Allowed}/data");

        var fault = Assert.IsType<FetchException>(_rig.Render.Failure);
        Assert.Equal((ErrorClass.RateLimited, TimeSpan.FromSeconds(60)), (fault.Class, fault.RetryAfter));
        Assert.NotNull(Assert.Single(_rig.Fetching.Governor.Snapshot()).CoolingUntil);
    }

    [Fact]
    public async Task Proxy_Tls_IsEndedWithTheKeyThatTheBrowserKnows_AndTheSitesOwnIsChecked()
    {
        using var client = await _rig.ConnectAsync();
        var stream = client.GetStream();
        Assert.StartsWith("HTTP/1.1 200", await _rig.OpenTunnelAsync(stream, _rig.Allowed), StringComparison.Ordinal);
        X509Certificate2? shown = null;
        await using var tls = new SslStream(stream, false, (_, certificate, _, _) => (shown = certificate as X509Certificate2) is not null);
        await tls.AuthenticateAsClientAsync("site.example");
        Assert.Equal(
            _rig.Fetching.Get<RenderProxy>().KeyHash,
            Convert.ToBase64String(SHA256.HashData(shown!.PublicKey.ExportSubjectPublicKeyInfo()))
        );

        // The site behind speaks no TLS: the tunnel's own is no way around that.
        Assert.StartsWith(
            "HTTP/1.1 502",
            await ProxyRig.AskAsync(tls, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            StringComparison.Ordinal
        );
        Assert.Empty(_rig.Site.Requests);
    }
}
