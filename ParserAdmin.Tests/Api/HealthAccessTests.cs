using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Auth;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>A proxy on this machine that says nothing of whom it passes on looks like this machine itself.</summary>
public sealed class HealthAccessTests
{
    private static readonly string[] Paths = ["/health", "/health/live", "/health/ready", "/health/details", "/metrics"];

    [Theory]
    [InlineData(null, null, "/health", "/health/live", "/health/ready", "/health/details", "/metrics")]
    [InlineData("false", null, "/health", "/health/live", "/health/ready")]
    [InlineData(null, "X-Forwarded-For")]
    [InlineData("loopback", null, "/health", "/health/live", "/health/ready", "/health/details", "/metrics")]
    [InlineData("loopback", "X-Forwarded-For")]
    [InlineData("loopback", "Forwarded")]
    [InlineData("loopback", "Via")]
    [InlineData("True", "X-Forwarded-For", "/health", "/health/live", "/health/ready", "/health/details", "/metrics")]
    public async Task Reading_WithoutAKey_OpensWhatTheSettingSays(string? setting, string? proxyHeader, params string[] open)
    {
        await using var host = await SignInHost.StartAsync(setting is null ? [] : [$"--ParserAdmin:Health:Open={setting}"]);
        using var client = host.Client();

        foreach (var path in Paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (proxyHeader is not null)
                request.Headers.TryAddWithoutValidation(proxyHeader, "203.0.113.7");
            using var answer = await client.SendAsync(request);

            Assert.Equal((path, open.Contains(path) ? HttpStatusCode.OK : HttpStatusCode.Unauthorized), (path, answer.StatusCode));
        }
    }

    /// <summary>As nginx asks by itself, and as a balancer does that passes on the name that a stranger asked for.</summary>
    [Theory]
    [InlineData("1.1", "localhost", true)]
    [InlineData("1.1", "LOCALHOST:5080", true)]
    [InlineData("1.1", "127.0.0.1:5080", true)]
    [InlineData("1.1", "[::1]:5080", true)]
    [InlineData("1.0", "localhost", false)]
    [InlineData("1.1", "parser.example", false)]
    [InlineData("1.1", "10.0.0.7", false)]
    [InlineData("1.1", "localhost.example", false)]
    public async Task Reading_AsAProxyAsks_NeedsAKeyForWhatTellsMore(string version, string name, bool isOpen)
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();

        foreach (var path in Paths[3..])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = Version.Parse(version) };
            request.Headers.Host = name;
            using var answer = await client.SendAsync(request);

            Assert.Equal((path, isOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized), (path, answer.StatusCode));
        }
    }

    [Theory, InlineData("Proxy:KnownProxies=10.0.0.5"), InlineData("PathBase=/parser")]
    public async Task Reading_WhereAProxyIsMeant_NeedsAKeyForWhatTellsMore(string setting)
    {
        await using var host = await SignInHost.StartAsync($"--ParserAdmin:{setting}");
        using var client = host.Client();

        using var answer = await client.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>A named proxy is believed, and what it wrote is taken off the request; it came by a proxy all the same.</summary>
    [Fact]
    public async Task Reading_ByANamedProxyThatPassesAWrittenAddressOn_IsNotThisMachine()
    {
        await using var host = await SignInHost.StartAsync(
            "--ParserAdmin:Health:Open=loopback",
            "--ParserAdmin:Proxy:KnownProxies=127.0.0.1"
        );
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Reading_WithAViewersKey_IsAllowedFromAnywhere()
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();
        var key = await host.KeyAsync(Role.Viewer);

        foreach (var path in Paths)
        {
            using var request = SignInHost.WithKey(HttpMethod.Get, path, key);
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            using var answer = await client.SendAsync(request);

            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Start_WithAnotherWord_SaysWhichThereAre()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => SignInHost.StartAsync("--ParserAdmin:Health:Open=local"));

        Assert.Equal("The setting 'ParserAdmin:Health:Open' is 'local'. It takes false, loopback or true.", refused.Message);
    }
}
