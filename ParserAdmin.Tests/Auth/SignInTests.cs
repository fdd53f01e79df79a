using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Core.People.Passwords;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class SignInTests
{
    [Fact]
    public async Task SignIn_UnknownPersonAndWrongPassword_SayTheSame()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Viewer);
        using var client = host.Client();

        var wrong = await ErrorAsync(await SignInHost.SignInAsync(client, SignInHost.Email, "not the password"));
        var unknown = await ErrorAsync(await SignInHost.SignInAsync(client, "nobody@example.org", "not the password"));

        Assert.Equal(wrong, unknown);
        Assert.Equal([AuditOutcome.Denied, AuditOutcome.Denied], (await host.AuditAsync("user.sign-in")).Select(entry => entry.Outcome));
    }

    [Theory]
    [InlineData(SignInHost.Email)]
    [InlineData("nobody@example.org")]
    public async Task SignIn_FiveWrongPasswords_BarsThatAccountFromThatAddressWhetherThereIsOneOrNot(string email)
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Admin);
        using var client = host.Client();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var refused = await SignInHost.SignInAsync(client, email, "not the password");
            Assert.Contains("is wrong", await ErrorAsync(refused), StringComparison.Ordinal);
        }

        var answer = await SignInHost.SignInAsync(client, email, SignInHost.Password);

        Assert.Equal("Too many attempts for this account from your address. Wait five minutes, then try again.", await ErrorAsync(answer));
    }

    [Fact]
    public async Task SignIn_StrangersGuessElsewhere_DoNotLockTheOnlyAdminOut()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Admin);
        var tries = host.Get<FailedTries>();
        for (var stranger = 0; stranger < 20; stranger++)
        {
            for (var attempt = 0; attempt < FailedTries.Most; attempt++)
                tries.Count($"198.51.100.{stranger}", SignInHost.Email);
        }

        using var client = await host.SignedInAsync();

        Assert.True(tries.Bars("198.51.100.1", SignInHost.Email.ToUpperInvariant()));
    }

    [Fact]
    public async Task SignIn_InvitedPersonWithoutAPassword_SaysNoMoreThanForAnybody()
    {
        await using var host = await SignInHost.StartAsync();
        await host.Get<InvitationCommands>().InviteAsync(Actor.System, "new@example.org", Role.Viewer, default);
        using var client = host.Client();

        Assert.Contains(
            "is wrong",
            await ErrorAsync(await SignInHost.SignInAsync(client, "new@example.org", "")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SignIn_MoreThanTenAMinute_Answers429InWords()
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal(HttpStatusCode.BadRequest, (await SignInHost.SignInAsync(client, $"n{attempt}@example.org", "x")).StatusCode);

        var answer = await SignInHost.SignInAsync(client, "n@example.org", "x");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains("Too many sign-in attempts", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_SignedIn_EndsTheSessionOnRecord()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Operator);
        using var client = await host.SignedInAsync();

        await SignInHost.SubmitAsync(client, "/portal/stop", "/account/sign-out");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/portal/stop")).StatusCode);
        Assert.Single(await host.AuditAsync("user.sign-out"));
    }

    [Theory]
    [InlineData("/portal/jobs?status=failed", "/portal/jobs?status=failed")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    public async Task SignIn_ReturnUrl_StaysOnThisSite(string asked, string expected)
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Viewer);
        using var client = host.Client();

        var answer = await SignInHost.SubmitAsync(
            client,
            "/account/sign-in",
            "/account/sign-in",
            ("email", SignInHost.Email),
            ("password", SignInHost.Password),
            ("returnUrl", asked)
        );

        Assert.Equal(expected, answer.Headers.Location?.ToString());
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return page.QuerySelector("[role=alert]")!.TextContent;
    }
}
