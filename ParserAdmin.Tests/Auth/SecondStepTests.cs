using System.Net;
using AngleSharp.Html.Parser;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.SecondFactor;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class SecondStepTests
{
    [Fact]
    public async Task SignIn_SecondFactor_TakesTheCodeBeforeItLetsIn()
    {
        await using var host = await SignInHost.StartAsync();
        var (_, codes) = await SetUpAsync(host);
        using var client = host.Client();

        var asked = await SignInHost.SignInAsync(client, SignInHost.Email, SignInHost.Password);
        var step = await StepAsync(asked, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/sources")).StatusCode);

        var wrong = await SendAsync(client, step, "000-not-a-code");
        Assert.Equal(step, await StepAsync(wrong, HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/sources")).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, step, codes[0])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/sources")).StatusCode);
        Assert.Contains(
            await host.AuditAsync("user.sign-in"),
            entry => entry is { Outcome: AuditOutcome.Succeeded, Reason: "By a recovery code" }
        );
    }

    [Fact]
    public async Task Code_OfAnAppThatWasSetUp_LetsIn()
    {
        await using var host = await SignInHost.StartAsync();
        var (secret, _) = await SetUpAsync(host, stepsAgo: 1);
        using var client = host.Client();
        var step = await StepAsync(await SignInHost.SignInAsync(client, SignInHost.Email, SignInHost.Password), HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, step, Code(secret, 1))).StatusCode);
    }

    [Fact]
    public async Task Code_FiveWrongOnes_BarsTheRightOne()
    {
        await using var host = await SignInHost.StartAsync();
        var (_, codes) = await SetUpAsync(host);
        using var client = host.Client();
        var step = await StepAsync(await SignInHost.SignInAsync(client, SignInHost.Email, SignInHost.Password), HttpStatusCode.OK);
        for (var attempt = 0; attempt < 5; attempt++)
            await SendAsync(client, step, "000000x");

        var barred = await SendAsync(client, step, codes[0]);

        Assert.Equal(HttpStatusCode.BadRequest, barred.StatusCode);
        Assert.Contains("Too many wrong codes", await barred.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_MadeUp_IsRefused()
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();

        var refused = await SendAsync(client, "made-up", "123456");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Sign in anew", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string step, string code) =>
        SignInHost.SubmitAsync(client, "/account/sign-in", "/account/code", ("step", step), ("code", code));

    private static async Task<string> StepAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return page.QuerySelector("input[name=step]")!.GetAttribute("value")!;
    }

    private static string Code(string secret, int ahead) =>
        Totp.Code(secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + ahead);

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> SetUpAsync(SignInHost host, int stepsAgo = 0)
    {
        var (person, secret) = (await host.AddAsync(Role.Viewer), Totp.NewSecret());
        var actor = new Actor(ActorType.User, person.Id, person.Email, Role.Viewer);
        var codes = await host.Get<FactorCommands>().SetUpAsync(actor, secret, Code(secret, -stepsAgo), null, default);
        Assert.True(codes.Succeeded, codes.Message);
        return (secret, codes.Value);
    }
}
