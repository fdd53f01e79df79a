using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.Invitations;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class InvitationPageTests
{
    [Fact]
    public async Task Link_Opened_SetsThePasswordAndSignsInOnce()
    {
        await using var host = await SignInHost.StartAsync();
        var link = (await host.Get<InvitationCommands>().InviteAsync(Actor.System, SignInHost.Email, Role.Viewer, default)).Value!;
        using var client = host.Client();

        var differ = await AcceptAsync(client, link, SignInHost.Password, "another one entirely");
        Assert.Equal(HttpStatusCode.BadRequest, differ.StatusCode);
        Assert.Contains("differ", await differ.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var common = await AcceptAsync(client, link, "password1234", "password1234");
        Assert.Contains("guessed", await common.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await AcceptAsync(client, link, SignInHost.Password, SignInHost.Password)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/sources")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await host.Client().GetAsync(link.PathWithToken)).StatusCode);
        using var again = await host.SignedInAsync();
    }

    [Fact]
    public async Task Link_MadeUpOrMissing_SaysWhatToDo()
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();

        foreach (var path in (string[])["/account/invitation", "/account/invitation?token=made-up"])
        {
            var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.Contains("Ask an admin for a new one", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static Task<HttpResponseMessage> AcceptAsync(HttpClient client, NewLink link, string password, string repeated) =>
        SignInHost.SubmitAsync(
            client,
            link.PathWithToken,
            NewLink.Path,
            ("token", link.Token),
            ("password", password),
            ("repeated", repeated)
        );
}
