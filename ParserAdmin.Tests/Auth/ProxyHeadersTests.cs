using System.Net;
using ParserAdmin.Core.Audit;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>What a proxy says of the browser counts only where the proxy is named.</summary>
public sealed class ProxyHeadersTests
{
    [Fact]
    public async Task Headers_OfANamedProxy_TellWhoAsksAndHow()
    {
        await using var host = await SignInHost.StartAsync("--ParserAdmin:Proxy:KnownProxies:0=127.0.0.0/8");
        await host.AddAsync(Role.Admin);

        using var answer = await ConnectBehindAsync(host);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    /// <summary>Whoever asks may write an address in front; the one that counts is what the proxy saw.</summary>
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7")]
    [InlineData("::ffff:127.0.0.1, ::1", "203.0.113.7")]
    [InlineData("10.0.0.5", "127.0.0.1")]
    public async Task Trail_BehindAProxy_HasTheBrowsersAddressWhereTheProxyIsNamed(string known, string address)
    {
        await using var host = await SignInHost.StartAsync($"--ParserAdmin:Proxy:KnownProxies={known}");
        using var client = host.Client();
        using var request = SignInHost.WithKey(HttpMethod.Post, "/portal/stop", await host.KeyAsync(Role.Operator));
        request.Headers.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.7");

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(address, Assert.Single(await host.AuditAsync("emergency-stop")).IpAddress);
    }

    /// <summary>A name that is not allowed does not come in by the proxy's word either.</summary>
    [Fact]
    public async Task Name_ThatIsNotAllowed_IsNotTakenFromTheProxy()
    {
        await using var host = await SignInHost.StartAsync(
            "--ParserAdmin:Proxy:KnownProxies:0=127.0.0.1",
            "--AllowedHosts=127.0.0.1;portal.example"
        );
        await host.AddAsync(Role.Admin);

        using var answer = await ConnectBehindAsync(host);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.5")]
    public async Task Headers_OfAnyoneElse_CountForNothing(string? known)
    {
        await using var host = await SignInHost.StartAsync(known is null ? [] : [$"--ParserAdmin:Proxy:KnownProxies:0={known}"]);
        await host.AddAsync(Role.Admin);

        using var answer = await ConnectBehindAsync(host);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Start_WithAnEntryThatIsNoAddress_SaysWhich()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SignInHost.StartAsync("--ParserAdmin:Proxy:KnownProxies:0=my-proxy")
        );

        Assert.Contains("'my-proxy', which is neither an address", refused.Message);
    }

    /// <summary>
    /// A page's live connection is taken under the page's own name alone, so that it tells which name the program believes.
    /// </summary>
    private static async Task<HttpResponseMessage> ConnectBehindAsync(SignInHost host)
    {
        using var client = await host.SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://parser.example");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "parser.example");
        return await client.SendAsync(request);
    }
}
