using System.Net;
using ParserAdmin.Core.Audit;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class SignInTests
{
    [Fact]
    public async Task SignIn_UnknownPersonAndWrongPassword_SayTheSame()
    {
        await using var host = await PortalHost.StartAsync();
        await host.AddAsync(Role.Viewer);
        using var client = host.Client();

        var wrong = await ErrorAsync(await PortalHost.SignInAsync(client, PortalHost.Email, "not the password"));
        var unknown = await ErrorAsync(await PortalHost.SignInAsync(client, "nobody@example.org", "not the password"));

        Assert.Equal(wrong, unknown);
        Assert.Equal([AuditOutcome.Denied, AuditOutcome.Denied], (await host.AuditAsync("user.sign-in")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksOutAndSaysSo()
    {
        await using var host = await PortalHost.StartAsync();
        await host.AddAsync(Role.Admin);
        using var client = host.Client();
        for (var attempt = 0; attempt < 5; attempt++)
            await PortalHost.SignInAsync(client, PortalHost.Email, "not the password");

        var answer = await PortalHost.SignInAsync(client, PortalHost.Email, PortalHost.Password);

        Assert.Contains("Too many attempts", await ErrorAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_MoreThanTenAMinute_Answers429InWords()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = host.Client();
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal(HttpStatusCode.BadRequest, (await PortalHost.SignInAsync(client, $"n{attempt}@example.org", "x")).StatusCode);

        var answer = await PortalHost.SignInAsync(client, "n@example.org", "x");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains("Too many sign-in attempts", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_SignedIn_EndsTheSessionOnRecord()
    {
        await using var host = await PortalHost.StartAsync();
        await host.AddAsync(Role.Operator);
        using var client = await host.SignedInAsync();

        await PortalHost.SubmitAsync(client, "/portal/stop", "/account/sign-out");

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
        await using var host = await PortalHost.StartAsync();
        await host.AddAsync(Role.Viewer);
        using var client = host.Client();

        var answer = await PortalHost.SubmitAsync(
            client, "/account/sign-in", "/account/sign-in", ("email", PortalHost.Email), ("password", PortalHost.Password), ("returnUrl", asked));

        Assert.Equal(expected, answer.Headers.Location?.ToString());
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return page.QuerySelector("[role=alert]")!.TextContent;
    }
}
