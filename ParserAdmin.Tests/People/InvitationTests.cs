using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Core.People.Sessions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.People;

public sealed class InvitationTests
{
    private const string Password = "correct horse battery";

    [Theory, EachDatabase]
    public async Task Accept_Link_SetsThePasswordOnceAndOnRecord(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var invitations = host.Get<InvitationCommands>();
        var link = (await invitations.InviteAsync(Actors.Admin, "new@example.org", Role.Operator, default)).Value!;
        Assert.Equal(PersonState.Invited, (await FindAsync(host)).StateAt(host.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal("new@example.org", (await invitations.FindAsync(link.Token, default))?.Email);

        var results = await Task.WhenAll(
            invitations.AcceptAsync(link.Token, Password, "192.0.2.1", default),
            invitations.AcceptAsync(link.Token, Password + "!", "192.0.2.2", default)
        );

        Assert.Single(results, result => result.Succeeded);
        Assert.Single(results, result => result.Status == CommandStatus.NotFound);
        Assert.Equal(PersonState.Active, (await FindAsync(host)).StateAt(host.Clock.GetUtcNow().UtcDateTime));
        Assert.Null(await invitations.FindAsync(link.Token, default));
        var entries = await host.Get<AuditQueries>().RecentAsync(new AuditFilter(EntityType: "users"), null, 10, default);
        Assert.Contains(entries, entry => entry is { Action: "user.invite", Outcome: AuditOutcome.Succeeded });
        Assert.Contains(
            entries,
            entry => entry is { Action: "user.accept-link", ActorName: "new@example.org", Outcome: AuditOutcome.Succeeded }
        );
        Assert.DoesNotContain(entries, entry => (entry.Before + entry.After + entry.Reason).Contains(link.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Find_LinkThatRanOutOrWasRenewed_OpensNothing()
    {
        await using var host = await CoreHost.CreateAsync();
        var invitations = host.Get<InvitationCommands>();
        var first = (await invitations.InviteAsync(Actors.Admin, "new@example.org", Role.Viewer, default)).Value!;

        host.Clock.Advance(InvitationCommands.Lifetime);
        Assert.Null(await invitations.FindAsync(first.Token, default));
        Assert.Equal(CommandStatus.NotFound, (await invitations.AcceptAsync(first.Token, Password, null, default)).Status);
        Assert.Equal(PersonState.Expired, (await FindAsync(host)).StateAt(host.Clock.GetUtcNow().UtcDateTime));

        var second = (await invitations.RenewAsync(Actors.Admin, first.Person.Id, null, default)).Value!;
        Assert.Null(await invitations.FindAsync(first.Token, default));
        Assert.NotNull(await invitations.FindAsync(second.Token, default));
    }

    [Fact]
    public async Task Renew_ForAForgottenPassword_EndsWhatWasSignedInOnceItIsUsed()
    {
        await using var host = await CoreHost.CreateAsync();
        var person = (
            await host.Get<PeopleCommands>().AddAsync(Actors.Admin, "new@example.org", Role.Viewer, "the former words", default)
        ).Value!;
        var session = await host.Get<SessionRegister>().StartAsync(person.Id, null, "Firefox", default);
        var link = (await host.Get<InvitationCommands>().RenewAsync(Actors.Admin, person.Id, "forgot it", default)).Value!;
        Assert.True(await host.Get<SessionRegister>().IsLiveAsync(session, person.Id, default));

        Assert.True((await host.Get<InvitationCommands>().AcceptAsync(link.Token, Password, null, default)).Succeeded);

        Assert.False(await host.Get<SessionRegister>().IsLiveAsync(session, person.Id, default));
    }

    [Fact]
    public async Task Accept_CommonPassword_IsRefusedAndKeepsTheLink()
    {
        await using var host = await CoreHost.CreateAsync();
        var link = (await host.Get<InvitationCommands>().InviteAsync(Actors.Admin, "new@example.org", Role.Viewer, default)).Value!;

        var refused = await host.Get<InvitationCommands>().AcceptAsync(link.Token, "password1234", null, default);

        Assert.Equal(CommandStatus.Invalid, refused.Status);
        Assert.Contains("guessed", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await host.Get<InvitationCommands>().FindAsync(link.Token, default));
    }

    [Fact]
    public async Task Invite_NotAnAdminOrTwice_IsRefused()
    {
        await using var host = await CoreHost.CreateAsync();
        var invitations = host.Get<InvitationCommands>();

        Assert.Equal(
            CommandStatus.Forbidden,
            (await invitations.InviteAsync(Actors.Operator, "new@example.org", Role.Viewer, default)).Status
        );
        Assert.True((await invitations.InviteAsync(Actors.Admin, "new@example.org", Role.Viewer, default)).Succeeded);
        var twice = await invitations.InviteAsync(Actors.Admin, "NEW@example.org", Role.Viewer, default);
        Assert.Equal(CommandStatus.Invalid, twice.Status);
        Assert.Contains("already", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_Disabled_OpensNothing()
    {
        await using var host = await CoreHost.CreateAsync();
        var link = (await host.Get<InvitationCommands>().InviteAsync(Actors.Admin, "new@example.org", Role.Viewer, default)).Value!;

        await host.Get<PeopleCommands>().SetDisabledAsync(Actors.Admin, link.Person.Id, true, null, default);

        Assert.Null(await host.Get<InvitationCommands>().FindAsync(link.Token, default));
        Assert.Equal(
            CommandStatus.Conflict,
            (await host.Get<InvitationCommands>().RenewAsync(Actors.Admin, link.Person.Id, null, default)).Status
        );
    }

    private static async Task<Person> FindAsync(CoreHost host) => (await host.Get<PeopleQueries>().FindAsync("new@example.org", default))!;
}
