using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.People;

/// <summary>Somebody who can sign in stays an admin, whoever does what at the same time.</summary>
public sealed class LastAdminTests
{
    private const string Password = "correct horse battery";

    [Theory, EachDatabase]
    public async Task LastAdmin_DemotedDisabledOrRemoved_IsRefused(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var people = host.Get<PeopleCommands>();
        var admin = await AddAsync(host, "ada@example.org");

        // Neither of these could sign in and give a right.
        await host.Get<InvitationCommands>().InviteAsync(Actors.Admin, "invited@example.org", Role.Admin, default);
        var disabled = await AddAsync(host, "gone@example.org");
        await people.SetDisabledAsync(Actors.Admin, disabled.Id, true, null, default);

        Assert.Equal(CommandStatus.Conflict, (await people.SetRoleAsync(Actors.Admin, admin.Id, Role.Viewer, null, default)).Status);
        Assert.Equal(CommandStatus.Conflict, (await people.SetDisabledAsync(Actors.Admin, admin.Id, true, null, default)).Status);
        Assert.Equal(CommandStatus.Conflict, (await people.RemoveAsync(Actors.Admin, admin.Id, null, default)).Status);
        Assert.Equal(Role.Admin, (await host.Get<PeopleQueries>().OfUserAsync(admin.Id, default))?.Role);
    }

    [Theory, EachDatabase]
    public async Task TwoAdmins_EachTakesTheOtherOffAtOnce_OneStays(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var people = host.Get<PeopleCommands>();
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await AddAsync(host, $"one{round}@example.org"), await AddAsync(host, $"other{round}@example.org"));
            foreach (var former in await host.Get<PeopleQueries>().PeopleAsync(default))
            {
                if (former.Id != one.Id && former.Id != other.Id)
                    await people.RemoveAsync(Actors.Admin, former.Id, null, default);
            }

            var results = await Task.WhenAll(
                round % 2 == 0
                    ? people.SetRoleAsync(As(one), other.Id, Role.Viewer, null, default)
                    : people.RemoveAsync(As(one), other.Id, null, default),
                people.SetDisabledAsync(As(other), one.Id, true, null, default)
            );

            Assert.Single(results, result => result.Succeeded);
            Assert.Single(results, result => result.Status == CommandStatus.Conflict);
            Assert.Single(await host.Get<PeopleQueries>().PeopleAsync(default), person => person is { Role: Role.Admin, Disabled: false });
        }
    }

    [Theory, EachDatabase]
    public async Task Remove_Person_IsGoneWithSessionsAndOnRecord(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await AddAsync(host, "ada@example.org");
        var person = await AddAsync(host, "bob@example.org");
        var sessions = host.Get<ParserAdmin.Core.People.Sessions.SessionRegister>();
        var session = await sessions.StartAsync(person.Id, "192.0.2.1", "Firefox on Linux", default);

        Assert.True((await host.Get<PeopleCommands>().RemoveAsync(Actors.Admin, person.Id, "left", default)).Succeeded);

        Assert.Null(await host.Get<PeopleQueries>().FindAsync("bob@example.org", default));
        Assert.False(await sessions.IsLiveAsync(session, person.Id, default));
        var entry = (await host.Get<AuditQueries>().RecentAsync(new AuditFilter(Action: "user.remove"), null, 10, default)).Single();
        Assert.Equal((person.Id, "left", AuditOutcome.Succeeded), (entry.EntityId, entry.Reason, entry.Outcome));
        Assert.Contains("bob@example.org", entry.Before, StringComparison.Ordinal);
        Assert.Equal(CommandStatus.NotFound, (await host.Get<PeopleCommands>().RemoveAsync(Actors.Admin, person.Id, null, default)).Status);
    }

    private static Actor As(Person person) => Actors.Admin with { Id = person.Id, Name = person.Email };

    private static async Task<Person> AddAsync(CoreHost host, string email) =>
        (await host.Get<PeopleCommands>().AddAsync(Actors.Admin, email, Role.Admin, Password, default)).Value!;
}
