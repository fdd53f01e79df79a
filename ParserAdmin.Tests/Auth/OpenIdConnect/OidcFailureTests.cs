using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using ParserAdmin.Core.People;
using Xunit;

namespace ParserAdmin.Tests.Auth.OpenIdConnect;

/// <summary>Whatever goes wrong on the way lands on the sign-in page, in one line, and lets nobody in.</summary>
public sealed class OidcFailureTests : IAsyncLifetime
{
    private FakeProvider _provider = null!;
    private SignInHost _host = null!;
    private OidcBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _host = await SignInHost.StartAsync(_provider.Settings("parser-operators=operator"));
        _browser = OidcBrowser.Of(_host);
    }

    public async Task DisposeAsync()
    {
        // Nothing that failed may have let anybody in, or made anybody.
        Assert.Empty(await _host.Get<PeopleQueries>().PeopleAsync(default));
        Assert.Equal(HttpStatusCode.Unauthorized, await _browser.OpenAsync("/portal/stop"));
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData("access_denied", "was cancelled or denied there")]
    [InlineData("server_error", "answered with an error")]
    public async Task Provider_AnswersAnError_IsTold(string error, string expected)
    {
        _provider.Error = error;

        var answer = await _browser.SignInAsync("/portal/audit?x=1");

        Assert.Contains(expected, await _browser.LineAsync(answer), StringComparison.Ordinal);
        Assert.EndsWith("&returnUrl=%2Fportal%2Faudit%3Fx%3D1", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(TokenFault.OtherKey))]
    [InlineData(nameof(TokenFault.Unsigned))]
    [InlineData(nameof(TokenFault.Audience))]
    [InlineData(nameof(TokenFault.Issuer))]
    [InlineData(nameof(TokenFault.Nonce))]
    [InlineData(nameof(TokenFault.Expired))]
    public async Task Token_ThatIsNotForThisSignIn_IsNotBelieved(string fault)
    {
        _provider.Tokens.Fault = Enum.Parse<TokenFault>(fault);

        var line = await _browser.LineAsync(await _browser.SignInAsync());

        Assert.StartsWith("It could not be proved that the answer came from Example Login", line, StringComparison.Ordinal);
        Assert.Equal(1, _provider.Redeemed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=abc")]
    [InlineData("?code=abc&state=forged")]
    [InlineData("?error=access_denied&state=forged")]
    public async Task State_MissingOrForged_IsToldAndNothingIsRedeemed(string query)
    {
        var answer = await _browser.Client.GetAsync($"/account/oidc/callback{query}");

        Assert.StartsWith("That sign-in was not begun in this browser", await _browser.LineAsync(answer), StringComparison.Ordinal);
        Assert.Equal(0, _provider.Redeemed);
    }

    /// <summary>Somebody sends another person the end of a sign-in of their own.</summary>
    [Fact]
    public async Task State_OfAnotherBrowser_IsToldAndNothingIsRedeemed()
    {
        await using var other = OidcBrowser.Of(_host);
        var theirs = await other.AtProviderAsync();

        var answer = await _browser.Client.GetAsync(theirs);

        Assert.StartsWith("That sign-in was not begun in this browser", await _browser.LineAsync(answer), StringComparison.Ordinal);
        Assert.Equal(0, _provider.Redeemed);
    }

    [Fact]
    public async Task Code_ThatTheProviderDoesNotKnow_IsTold()
    {
        var back = await _browser.AtProviderAsync();
        var fields = QueryHelpers.ParseQuery(back.Query);
        var forged = QueryHelpers.AddQueryString(
            back.GetLeftPart(UriPartial.Path),
            new Dictionary<string, string?> { ["code"] = "another", ["state"] = fields["state"] }
        );

        Assert.Contains(
            "answered with an error",
            await _browser.LineAsync(await _browser.Client.GetAsync(forged)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Provider_AwayWhenTheButtonIsPressed_IsTold()
    {
        await _provider.StopAsync();

        var answer = await _browser.Client.GetAsync("/account/oidc?returnUrl=%2F");

        Assert.StartsWith("Example Login does not answer", await _browser.LineAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_AwayWhenTheCodeIsChanged_IsTold()
    {
        var back = await _browser.AtProviderAsync();
        await _provider.StopAsync();

        var answer = await _browser.Client.GetAsync(back);

        Assert.StartsWith("Example Login does not answer", await _browser.LineAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_BrokenWhenTheCodeIsChanged_IsTold()
    {
        _provider.TokensBroken = true;

        var line = await _browser.LineAsync(await _browser.SignInAsync());

        Assert.StartsWith("Example Login", line, StringComparison.Ordinal);
    }
}
