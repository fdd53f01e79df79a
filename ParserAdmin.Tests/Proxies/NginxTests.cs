using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Auth;
using Xunit;

namespace ParserAdmin.Tests.Proxies;

/// <summary>TLS ends in nginx, set up as docs/operating.md says.</summary>
public sealed class NginxTests
{
    private const string Name = "parser.example.org";

    /// <summary>Another address of this machine than the one that nginx asks the program from.</summary>
    private static readonly IPAddress Person = IPAddress.Parse("127.0.0.2");

    [NginxTheory]
    [InlineData("127.0.0.1", "https", "127.0.0.2")]
    [InlineData("10.0.0.5", "http", "127.0.0.1")]
    [InlineData(null, "http", "127.0.0.1")]
    public async Task SignIn_ThroughNginx_IsByHttpsWhereTheProxyIsNamed(string? known, string scheme, string address)
    {
        await using var host = await SignInHost.StartAsync(known is null ? [] : [$"--ParserAdmin:Proxy:KnownProxies:0={known}"]);
        await host.AddAsync(Role.Admin);
        await using var nginx = await ProxyServer.NginxAsync(ProxyExamples.Nginx(new Uri(host.Address)));
        using var client = TestHttp.Client(nginx.Address, nginx.Certificate, Person);
        client.DefaultRequestHeaders.Host = Name;
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        // What a stranger writes into the headers himself.
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        using var first = await client.GetAsync("/portal/jobs");
        using var signedIn = await SignInHost.SignInAsync(client, SignInHost.Email, SignInHost.Password);

        var isSecure = scheme == "https";
        Assert.Equal("/account/sign-in?returnUrl=%2Fportal%2Fjobs", first.Headers.Location!.ToString());
        Assert.Equal(isSecure, first.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.All(
            signedIn.Headers.GetValues("Set-Cookie"),
            cookie => Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase))
        );
        Assert.Equal(address, Assert.Single(await host.AuditAsync("user.sign-in")).IpAddress);
    }
}
