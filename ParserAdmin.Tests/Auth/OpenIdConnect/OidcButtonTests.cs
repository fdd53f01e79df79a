using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace ParserAdmin.Tests.Auth.OpenIdConnect;

/// <summary>The button on the sign-in page, and what pressing it sends.</summary>
public sealed class OidcButtonTests
{
    [Fact]
    public async Task SignInPage_WithoutAProvider_HasNoButtonAndNoAddressForIt()
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();

        Assert.Null((await PageAsync(client)).QuerySelector("a.button"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/account/oidc")).StatusCode);
        Assert.DoesNotContain("Example", await client.GetStringAsync("/account/sign-in?problem=away"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInPage_WithAProvider_AsksItNothingUntilTheButtonIsPressed()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var host = await SignInHost.StartAsync(provider.Settings("a=viewer"));
        using var client = host.Client();
        using var page = new HttpRequestMessage(HttpMethod.Get, "/portal/jobs");
        page.Headers.Accept.ParseAdd("text/html");

        var toSignIn = (await client.SendAsync(page)).Headers.Location!;
        var button = (await PageAsync(client, toSignIn.ToString())).QuerySelector("a.button")!;

        Assert.Equal("Sign in with Example Login", button.TextContent);
        Assert.Equal("account/oidc?returnUrl=%2Fportal%2Fjobs", button.GetAttribute("href"));
        Assert.Equal(0, provider.Asked);
    }

    [Fact]
    public async Task Button_Pressed_AsksForACodeWithProofKeyStateAndNonce()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var host = await SignInHost.StartAsync(provider.Settings("a=viewer"));
        using var client = host.Client();

        var answer = await client.GetAsync("/account/oidc?returnUrl=%2F");

        var asked = answer.Headers.Location!;
        Assert.StartsWith($"{provider.Address}/authorize?", asked.ToString(), StringComparison.Ordinal);
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(asked.Query);
        Assert.Equal("code", fields["response_type"]);
        Assert.Equal("S256", fields["code_challenge_method"]);
        Assert.Equal("openid profile email", fields["scope"]);
        Assert.Equal($"{host.Address}/account/oidc/callback", fields["redirect_uri"]);
        Assert.All(["state", "nonce", "code_challenge"], name => Assert.NotEmpty(fields[name].ToString()));
        Assert.DoesNotContain(FakeProvider.ClientSecret, asked.ToString(), StringComparison.Ordinal);
        var cookies = answer
            .Headers.GetValues("Set-Cookie")
            .Where(cookie => cookie.StartsWith("parseradmin.oidc.", StringComparison.Ordinal));
        Assert.Equal(2, cookies.Count());
        Assert.All(
            cookies,
            cookie =>
            {
                Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Button_OfAnotherSite_LeadsToTheSignInPage(string from)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var host = await SignInHost.StartAsync(provider.Settings("a=viewer"));
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/oidc");
        request.Headers.Add("Sec-Fetch-Site", from);

        var answer = await client.SendAsync(request);

        Assert.Equal("/account/sign-in?returnUrl=%2F", answer.Headers.Location?.ToString());
        Assert.Equal(0, provider.Asked);
    }

    [Fact]
    public async Task Button_ReturnUrlElsewhere_StaysOnThisSite()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var host = await SignInHost.StartAsync(provider.Settings("parser-operators=viewer"));
        await using var browser = OidcBrowser.Of(host);

        Assert.Equal("/", (await browser.SignInAsync("//evil.example")).Headers.Location?.ToString());
    }

    private static async Task<IHtmlDocument> PageAsync(HttpClient client, string path = "/account/sign-in") =>
        new HtmlParser().ParseDocument(await client.GetStringAsync(path));
}
