using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using ParserAdmin.Auth;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account.css")]
    [InlineData("/no-such-page")]
    public async Task Answers_All_CarryTheHeaders(string path)
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();

        var headers = (await client.GetAsync(path)).Headers;

        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Assert.Single(headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.True(headers.Contains("Permissions-Policy"));
        Assert.False(headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("https://parser.example/", true)]
    [InlineData("https://localhost/", false)]
    [InlineData("http://parser.example/", false)]
    public async Task Hsts_OnlyUnderHttpsOfARealHost(string address, bool expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.MapGet("/", () => "");
        await app.StartAsync();

        var answer = await app.GetTestServer().CreateRequest(address).GetAsync();

        Assert.Equal(expected, answer.Headers.Contains("Strict-Transport-Security"));
    }

    /// <summary>A viewer's browser asks nothing of an address that was parsed.</summary>
    [Fact]
    public void Policy_PicturesComeFromHereAlone() =>
        Assert.Contains("img-src 'self' data:", SecurityHeaders.ContentSecurityPolicy.Split("; "));

    [Fact]
    public void Policy_AllowsNoInlineScript()
    {
        var script = SecurityHeaders
            .ContentSecurityPolicy.Split("; ")
            .Single(part => part.StartsWith("script-src", StringComparison.Ordinal));
        Assert.Equal("script-src 'self'", script);
    }
}
