using System.Net;
using ParserAdmin.Auth.Limits;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.Passwords;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>Strangers guess through the proxy that the admin comes through, too.</summary>
public sealed class GuessingStrangersTests
{
    [Fact]
    public async Task SignIn_StrangersBehindANamedProxy_AreCountedByTheirOwnAddress()
    {
        await using var host = await SignInHost.StartAsync("--ParserAdmin:Proxy:KnownProxies=127.0.0.1");
        await host.AddAsync(Role.Admin);
        using var guessing = From(host, "198.51.100.7");
        await GuessAsync(guessing);

        using var admin = From(host, "203.0.113.7");

        Assert.Equal(HttpStatusCode.SeeOther, await SignInAsync(admin));
    }

    /// <summary>Nothing tells the people behind it apart, but for the browser that somebody signed in with before.</summary>
    [Fact]
    public async Task SignIn_StrangersBehindAProxyWithoutAName_KeepNoKnownBrowserOut()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Admin);
        using var admin = From(host, "203.0.113.7");
        Assert.Equal(HttpStatusCode.SeeOther, await SignInAsync(admin));
        await SignInHost.SubmitAsync(admin, "/portal/stop", "/account/sign-out");
        using var guessing = From(host, "198.51.100.7");
        await GuessAsync(guessing);

        Assert.Equal(HttpStatusCode.SeeOther, await SignInAsync(admin));

        using var stranger = From(host, "203.0.113.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(stranger));
    }

    /// <summary>Who may sign in must not guess more than strangers do: a browser is known by one account alone.</summary>
    [Fact]
    public async Task SignIn_BrowserKnownByAnotherAccount_IsBarredAsAnyAddress()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Admin);
        await host.AddAsync(Role.Viewer, "vera@example.org");
        using var vera = await host.SignedInAsync("vera@example.org");
        for (var attempt = 0; attempt < FailedTries.Most; attempt++)
            await SignInHost.SignInAsync(vera, SignInHost.Email, "not the password");

        var answer = await SignInHost.SignInAsync(vera, SignInHost.Email, SignInHost.Password);

        Assert.Contains("Too many attempts for this account", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(host.Get<FailedTries>().Bars("127.0.0.1", SignInHost.Email));
    }

    [Fact]
    public async Task SignIn_CookieThatSomebodyWrote_IsAStrangers()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Admin);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Cookie", $"parseradmin.known={SignInHost.Email.ToUpperInvariant()}");
        await GuessAsync(client);

        using var stranger = host.Client();

        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(stranger));
    }

    /// <summary>The admin's account and others, until the address has no try left.</summary>
    private static async Task GuessAsync(HttpClient stranger)
    {
        for (var attempt = 0; attempt <= SignInLimit.TriesPerMinute; attempt++)
        {
            var email = attempt < FailedTries.Most ? SignInHost.Email : $"n{attempt}@example.org";
            var answer = await SignInHost.SignInAsync(stranger, email, "not the password");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return;
        }

        Assert.Fail("The strangers may guess on.");
    }

    private static async Task<HttpStatusCode> SignInAsync(HttpClient client) =>
        (await SignInHost.SignInAsync(client, SignInHost.Email, SignInHost.Password)).StatusCode;

    private static HttpClient From(SignInHost host, string address)
    {
        var client = host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }
}
