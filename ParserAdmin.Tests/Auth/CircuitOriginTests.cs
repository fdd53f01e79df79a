using System.Net;
using ParserAdmin.Core.Audit;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>The portal's live connection takes its own pages only, whoever's cookie comes with it.</summary>
public sealed class CircuitOriginTests : IAsyncLifetime
{
    private SignInHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await SignInHost.StartAsync();
        await _host.AddAsync(Role.Admin);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.0.0.1")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task Connect_FromAnotherOrigin_IsRefused(string origin)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(origin));
        Assert.Equal(HttpStatusCode.Forbidden, await OpenSocketAsync(origin));
    }

    [Fact]
    public async Task Connect_FromItsOwnPage_IsTaken()
    {
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(_host.Address));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await OpenSocketAsync(_host.Address));
    }

    /// <summary>On a scheme's usual port nobody writes it, but some proxies do.</summary>
    [Theory]
    [InlineData("https://parser.example", "parser.example", HttpStatusCode.OK)]
    [InlineData("https://parser.example", "parser.example:443", HttpStatusCode.OK)]
    [InlineData("http://parser.example", "PARSER.example", HttpStatusCode.OK)]
    [InlineData("https://xn--bcher-kva.example", "xn--bcher-kva.example", HttpStatusCode.OK)]
    [InlineData("https://[::1]:5443", "[::1]:5443", HttpStatusCode.OK)]
    [InlineData("https://parser.example:8443", "parser.example", HttpStatusCode.Forbidden)]
    [InlineData("https://parser.example", "parser.example:8443", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.parser.example", "parser.example", HttpStatusCode.Forbidden)]
    [InlineData("https://parser.example.evil", "parser.example", HttpStatusCode.Forbidden)]
    public async Task Connect_UnderAName_IsTakenFromThatNameAlone(string origin, string name, HttpStatusCode expected) =>
        Assert.Equal(expected, await NegotiateAsync(origin, name));

    /// <summary>Where a proxy ends TLS, the browser's origin is https and the program hears http.</summary>
    [Fact]
    public async Task Connect_UnderAnotherScheme_IsTaken()
    {
        var behindTls = _host.Address.Replace("http://", "https://", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(behindTls));
    }

    private async Task<HttpStatusCode> NegotiateAsync(string origin, string? name = null)
    {
        using var client = await _host.SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        request.Headers.Host = name;
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> OpenSocketAsync(string origin)
    {
        using var client = await _host.SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "AAECAwQFBgcICQoLDA0ODw==");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }
}
