using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Sessions;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>A cookie is good as long as its session: what was copied from a browser is worth nothing once it is ended.</summary>
public sealed class SessionEndTests
{
    [Fact]
    public async Task SignOut_CopiedCookie_OpensNothing()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Viewer);
        using var client = host.Client();
        var answer = await SignInHost.SignInAsync(client, SignInHost.Email, SignInHost.Password);
        var copied = answer
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("parseradmin=", StringComparison.Ordinal))
            .Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await GetAsync(host, copied));

        await SignInHost.SubmitAsync(client, "/account/sign-in", "/account/sign-out");

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(host, copied));
        Assert.Single(await host.AuditAsync("user.sign-out"));
    }

    [Fact]
    public async Task EndSession_AnotherBrowser_IsSignedOutAtOnceAndThisOneStays()
    {
        await using var host = await SignInHost.StartAsync();
        var person = await host.AddAsync(Role.Operator);
        using var other = await host.SignedInAsync();
        using var here = await host.SignedInAsync();
        var sessions = await host.Get<SessionRegister>().ListAsync(person.Id, default);
        Assert.Equal(2, sessions.Count);

        var actor = new Actor(ActorType.User, person.Id, person.Email, Role.Operator);
        await host.Get<SessionCommands>().EndAsync(actor, person.Id, null, sessions[0].Id, default);

        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/sources")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync("/portal/stop")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/sources")).StatusCode);
        Assert.Single(await host.AuditAsync("user.end-session"));
    }

    [Fact]
    public async Task Disable_SignedIn_IsOutAtOnce()
    {
        await using var host = await SignInHost.StartAsync();
        var person = await host.AddAsync(Role.Operator);
        using var client = await host.SignedInAsync();

        await host.Get<PeopleCommands>().SetDisabledAsync(Actor.System, person.Id, true, null, default);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/sources")).StatusCode);
        var refused = await SignInHost.SignInAsync(host.Client(), SignInHost.Email, SignInHost.Password);
        Assert.Contains("disabled", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> GetAsync(SignInHost host, string cookie)
    {
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sources");
        request.Headers.Add("Cookie", cookie);
        return (await client.SendAsync(request)).StatusCode;
    }
}
