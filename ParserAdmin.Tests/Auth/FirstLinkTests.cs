using System.Net;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class FirstLinkTests
{
    [Fact]
    public void Opens_OldOrWrongToken_DoesNot()
    {
        var link = new FirstLink();
        Assert.False(link.Opens(""));
        var old = link.Issue();
        var token = link.Issue();
        Assert.False(link.Opens(old));
        Assert.True(link.Opens(token));
        link.Spend();
        Assert.False(link.Opens(token));
    }

    [Fact]
    public async Task First_GoodToken_MakesAdminOnceAndSignsIn()
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();
        var page = $"/account/first?token={host.Get<FirstLink>().Issue()}";
        (string, string)[] form =
        [
            ("token", page[(page.IndexOf('=') + 1)..]),
            ("email", SignInHost.Email),
            ("password", SignInHost.Password),
            ("repeated", SignInHost.Password),
        ];

        var made = await SignInHost.SubmitAsync(client, page, "/account/first", form);

        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        Assert.Equal("/", made.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/portal/stop")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await host.Client().GetAsync(page)).StatusCode);
        var created = Assert.Single(await host.AuditAsync("user.create"));
        Assert.Equal(ActorType.System, created.ActorType);
        Assert.DoesNotContain(SignInHost.Password, created.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "short", "10")]
    [InlineData("long enough now", "not the same at all", "differ")]
    [InlineData("aaaaaaaaaa", "aaaaaaaaaa", "guessed")]
    [InlineData("password12", "password12", "guessed")]
    public async Task First_BadPassword_SaysWhyAndKeepsTheLink(string password, string repeated, string said)
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();
        var token = host.Get<FirstLink>().Issue();

        var refused = await SignInHost.SubmitAsync(
            client,
            $"/account/first?token={token}",
            "/account/first",
            ("token", token),
            ("email", SignInHost.Email),
            ("password", password),
            ("repeated", repeated)
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(said, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(host.Get<FirstLink>().Opens(token));
    }

    [Fact]
    public async Task AddFirstAdmin_ManyAtOnce_MakesOne()
    {
        await using var host = await SignInHost.StartAsync();
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(number =>
                    host.Get<PeopleCommands>().AddFirstAdminAsync($"admin{number}@example.org", SignInHost.Password, null, default)
                )
        );

        Assert.Single(made, result => result.Succeeded);
        Assert.All(made.Where(result => !result.Succeeded), result => Assert.Equal(CommandStatus.Conflict, result.Status));
        Assert.Single(await host.Get<PeopleQueries>().PeopleAsync(default));
    }

    [Theory]
    [InlineData("http://localhost:5080", "http://0.0.0.0:5080")]
    [InlineData("http://localhost:80", "http://[::]:80")]
    [InlineData("http://127.0.0.1:5640", "https://127.0.0.1:1", "http://127.0.0.1:5640")]
    public void Address_Bound_IsOneABrowserOpens(string expected, params string[] bound) =>
        Assert.Equal(expected, FirstStart.Address(bound));
}
