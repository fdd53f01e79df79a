using System.Net;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class ApiKeyTests
{
    [Fact]
    public async Task Key_Stored_IsHashedAndNowhereOnRecord()
    {
        await using var host = await SignInHost.StartAsync();
        var secret = await host.KeyAsync(Role.Operator);

        await using var context = await host.ContextAsync();
        var row = await context.Set<ApiKey>().SingleAsync();
        Assert.Equal(ApiKey.HashOf(secret), row.Hash);
        Assert.DoesNotContain(
            await context.Set<AuditEntry>().ToListAsync(),
            entry =>
                (entry.After + entry.Before + entry.Reason).Contains(secret, StringComparison.Ordinal)
                || (entry.After + entry.Before).Contains(row.Hash, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Key_Revoked_IsRefusedAtOnce()
    {
        await using var host = await SignInHost.StartAsync();
        var secret = await host.KeyAsync(Role.Operator);
        using var client = host.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(SignInHost.WithKey(HttpMethod.Get, "/portal/stop", secret))).StatusCode);
        await host.Get<KeyRing>().WriteUsesAsync(default);
        var key = Assert.Single(await host.Get<PeopleQueries>().KeysAsync(default));
        Assert.NotNull(key.LastUsedAt);

        await host.Get<KeyCommands>().RevokeAsync(Actor.System, key.Id, null, default);

        var refused = await client.SendAsync(SignInHost.WithKey(HttpMethod.Get, "/portal/stop", secret));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Key_ThatRanOut_OpensNothingNorDoesItStop()
    {
        await using var host = await CoreHost.CreateAsync();
        var expires = host.Clock.GetUtcNow().UtcDateTime.AddDays(1);
        var made = (await host.Get<KeyCommands>().AddAsync(Actor.System, "ci", Role.Operator, expires, null, default)).Value!;
        await host.Get<KnownRights>().RefreshAsync(default);
        Assert.NotNull(await host.Get<KeyRing>().FindAsync(made.Secret, default));

        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null(await host.Get<KeyRing>().FindAsync(made.Secret, default));
        Assert.Null((await host.Get<PeopleQueries>().OfKeyAsync(made.Key.Id, default))!.Role);
        Assert.Null(host.Get<KnownRights>().Key(made.Secret));
        Assert.Null(host.Get<KnownRights>().Key(made.Key.Id));
    }

    [Fact]
    public async Task Key_TooLowARole_Answers403AsProblem()
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();

        var refused = await client.SendAsync(SignInHost.WithKey(HttpMethod.Get, "/portal/stop", await host.KeyAsync(Role.Viewer)));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task NotSignedIn_Browser_IsSentToSignIn()
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/portal/stop");
        request.Headers.Accept.ParseAdd("text/html");

        var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/account/sign-in?returnUrl=%2Fportal%2Fstop", answer.Headers.Location?.ToString());
    }
}
