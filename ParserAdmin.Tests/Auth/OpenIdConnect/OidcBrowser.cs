using System.Net;
using AngleSharp.Html.Parser;
using Xunit;

namespace ParserAdmin.Tests.Auth.OpenIdConnect;

/// <summary>A browser that goes from the button to the provider and back, step by step.</summary>
internal sealed class OidcBrowser(SignInHost host) : IAsyncDisposable
{
    private readonly HttpClient _client = host.Client();

    public HttpClient Client => _client;

    public static OidcBrowser Of(SignInHost host) => new(host);

    /// <summary>Presses the button, goes where it leads, and comes back.</summary>
    /// <returns>What the program answered to what the provider sent.</returns>
    public async Task<HttpResponseMessage> SignInAsync(string returnUrl = "/portal/jobs")
    {
        var answer = await _client.GetAsync(await AtProviderAsync(returnUrl));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer;
    }

    /// <summary>The address that the provider sends the browser back to.</summary>
    public async Task<Uri> AtProviderAsync(string returnUrl = "/portal/jobs")
    {
        var pressed = await _client.GetAsync($"/account/oidc?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        using var provider = TestHttp.Client(host.Address);
        var sent = await provider.GetAsync(pressed.Headers.Location);
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync());
        return sent.Headers.Location!;
    }

    /// <summary>The one line that the sign-in page shows after a failed attempt.</summary>
    public async Task<string> LineAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("/account/sign-in?problem=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var page = await _client.GetAsync(answer.Headers.Location);
        var document = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync());
        Assert.NotNull(document.QuerySelector("input[name=password]"));
        return Assert.Single(document.QuerySelectorAll("[role=alert]")).TextContent;
    }

    public async Task<HttpStatusCode> OpenAsync(string path) => (await _client.GetAsync(path)).StatusCode;

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
