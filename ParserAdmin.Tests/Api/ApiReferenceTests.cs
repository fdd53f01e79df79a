using System.Net;
using System.Text.RegularExpressions;
using ParserAdmin.Api.Description;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api;

/// <summary>The description as a page: for people with a role, from here alone, under a policy that lets in its own script only.</summary>
[Collection(PortalHostCollection.Name)]
public sealed partial class ApiReferenceTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Page = ApiReference.Path + "/";

    [Fact]
    public async Task Page_WithARole_LoadsItsScriptsFromHere()
    {
        using var answer = await (await host.ClientAsync(Role.Viewer)).OpenAsync(Page, null);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        Assert.Empty(Elsewhere().Matches(page));
        foreach (Match script in Source().Matches(page))
        {
            using var file = await host.Admin.OpenAsync(
                new Uri(new Uri(host.Address, Page), script.Groups["file"].Value).PathAndQuery,
                null
            );
            Assert.Equal((HttpStatusCode.OK, "text/javascript"), (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task Page_WithoutARole_IsForNobody()
    {
        using var answer = await host.Anonymous.OpenAsync(Page, null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Policy_OfThePage_LetsInWhatItWroteThisTime()
    {
        var (first, second) = (await PolicyAsync(Page), await PolicyAsync(Page));

        Assert.NotEqual(first, second);
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Nonce().Replace(first, ""));
        Assert.Equal(2, Nonce().Count(first));
        foreach (var other in new[] { "/portal/keys", "/openapi/v1.json", Page + "scalar.js", "/portal/no-such-page" })
            Assert.Equal(SecurityHeaders.ContentSecurityPolicy, await PolicyAsync(other));
    }

    private async Task<string> PolicyAsync(string path)
    {
        using var answer = await host.Admin.OpenAsync(path, null);
        return Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
    }

    [GeneratedRegex("<script[^>]* src=\"(?<file>[^\"]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex("(src|href)=\"(https?:)?//")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(" 'nonce-[A-Za-z0-9_-]{32}'")]
    private static partial Regex Nonce();
}
