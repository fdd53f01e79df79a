using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Auth;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Proxies;

/// <summary>The portal below a path, whether the proxy leaves it on the address or takes it off.</summary>
public sealed class PathBaseTests
{
    private const string Setting = "--ParserAdmin:PathBase=/parser";

    [Theory]
    [InlineData("parser")]
    [InlineData("/parser/")]
    [InlineData("/")]
    [InlineData("//parser")]
    [InlineData("/parser?a=b")]
    [InlineData("/parser#a")]
    [InlineData("/a b")]
    [InlineData("/a/../b")]
    [InlineData("/a;b")]
    [InlineData("https://example.org/parser")]
    [InlineData("/portal")]
    [InlineData("/Items/x")]
    [InlineData("/_blazor")]
    [InlineData("/js")]
    public async Task Start_WithWhatCannotBe_SaysWhy(string path)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => SignInHost.StartAsync($"--ParserAdmin:PathBase={path}"));

        Assert.Contains($"The setting 'ParserAdmin:PathBase' is '{path}', ", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/parser")]
    [InlineData("/a/b-c_d~e.f/1")]
    public async Task SignIn_BelowThePath_LeadsBackBelowIt(string path)
    {
        await using var host = await SignInHost.StartAsync($"--ParserAdmin:PathBase={path}");
        await host.AddAsync(Role.Admin);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        using var first = await client.GetAsync($"{path}/portal/jobs?status=failed");
        var signIn = first.Headers.Location!.ToString();
        using var signedIn = await SignInHost.SubmitAsync(
            client,
            signIn,
            signIn.Split('?')[0],
            ("email", SignInHost.Email),
            ("password", SignInHost.Password),
            ("returnUrl", "/portal/jobs?status=failed")
        );
        using var signedOut = await SignInHost.SubmitAsync(client, $"{path}/portal/stop", $"{path}/account/sign-out");

        Assert.Equal($"{path}/account/sign-in?returnUrl=%2Fportal%2Fjobs%3Fstatus%3Dfailed", signIn);
        Assert.Equal($"{path}/portal/jobs?status=failed", signedIn.Headers.Location!.ToString());
        Assert.All(
            signedIn.Headers.GetValues("Set-Cookie"),
            cookie => Assert.Contains($"; path={path};", cookie, StringComparison.Ordinal)
        );
        Assert.Equal($"{path}/account/sign-in", signedOut.Headers.Location!.ToString());
    }

    /// <summary>
    /// Of pages with and without a circuit, and of those that say what went wrong: nothing leads out, and all that they load is there.
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData("/parser")]
    [InlineData("/Parser")]
    public async Task Pages_LinkAndLoadBelowThePathAlone(string asked)
    {
        await using var host = await SignInHost.StartAsync(Setting);
        var key = await host.KeyAsync(Role.Admin);
        var below = asked.Length > 0 ? asked : "/parser";
        string[] pages =
        [
            "/",
            "/portal/jobs",
            "/account/sign-in",
            $"/account/first?token={host.Get<FirstLink>().Issue()}",
            "/account/first?token=x",
            "/account/invitation?token=x",
            "/portal/stop",
            "/portal/nothing",
            "/portal/api/",
        ];
        using var client = host.Client();
        foreach (var page in pages)
        {
            using var request = SignInHost.WithKey(HttpMethod.Get, asked + page, key);
            request.Headers.Add("Accept", "text/html");
            using var answer = await client.SendAsync(request);
            var shown = new Uri(new Uri(host.Address), below + page);
            foreach (var (address, isLoaded) in await AddressesAsync(answer, shown))
            {
                Assert.True(address.AbsolutePath.StartsWith(below + "/", StringComparison.Ordinal), $"{page} leads to {address}");
                if (isLoaded)
                    Assert.Equal((address, HttpStatusCode.OK), (address, (await client.GetAsync(address)).StatusCode));
            }
        }
    }

    [Fact]
    public async Task Api_BelowThePath_NamesItInWhatItAnswers()
    {
        await using var host = await SignInHost.StartAsync(Setting);
        var api = new ApiClient(
            new HttpMessageInvoker(new SocketsHttpHandler()),
            new Uri($"{host.Address}/parser/"),
            await host.KeyAsync(Role.Admin)
        );

        using var made = await host.Client().SendAsync(Source(await host.KeyAsync(Role.Admin)));
        var described = (await api.GetAsync("openapi/v1.json")).Expect(200);
        var invited = (await api.PostAsync("people/invite", new { email = "a@example.org", role = "viewer" })).Expect(201);

        Assert.Equal((HttpStatusCode.Created, "/parser/sources/shop"), (made.StatusCode, made.Headers.Location!.ToString()));
        Assert.Equal("/parser", described.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.StartsWith($"{host.Address}/parser/account/invitation?token=", invited.GetProperty("link").GetString());
    }

    private static HttpRequestMessage Source(string key)
    {
        var request = SignInHost.WithKey(HttpMethod.Post, "/parser/sources", key);
        request.Content = new StringContent(TestSources.Yaml("shop"), null, "application/yaml");
        return request;
    }

    /// <summary>Where a browser that shows the page would go, and what it loads at once.</summary>
    private static async Task<List<(Uri Address, bool IsLoaded)>> AddressesAsync(HttpResponseMessage answer, Uri shown)
    {
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        var start = document.QuerySelector("base") is { } written ? new Uri(shown, written.GetAttribute("href")) : shown;
        var addresses = document
            .QuerySelectorAll("a[href], form[action], img[src], script[src], link[href]")
            .Select(element =>
                (
                    new Uri(start, element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")),
                    element.LocalName is "img" or "script" or "link"
                )
            )
            .ToList();
        Assert.NotEmpty(addresses);
        return addresses;
    }
}
