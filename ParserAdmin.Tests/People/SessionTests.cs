using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Sessions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.People;

public sealed class SessionTests
{
    [Theory, EachDatabase]
    public async Task End_OneOrTheOthers_LeavesWhatWasNotMeant(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var (actor, sessions) = (await AddAsync(host), host.Get<SessionRegister>());
        var ids = new List<Guid>();
        for (var browser = 0; browser < 3; browser++)
            ids.Add(await sessions.StartAsync(actor.Id!, "192.0.2.1", $"Browser {browser}", default));

        Assert.Equal(1, (await host.Get<SessionCommands>().EndAsync(actor, actor.Id!, ids[0], null, default)).Value);
        Assert.Equal([.. ids[1..].Order()], (await sessions.ListAsync(actor.Id!, default)).Select(session => session.Id).Order());
        Assert.Equal(1, (await host.Get<SessionCommands>().EndAsync(actor, actor.Id!, null, ids[1], default)).Value);
        Assert.Equal([ids[1]], (await sessions.ListAsync(actor.Id!, default)).Select(session => session.Id));
        Assert.NotNull((await host.Get<PeopleQueries>().FindAsync(actor.Id!, default))?.LastSignInAt);
    }

    [Fact]
    public async Task End_SomebodyElses_TakesAnAdmin()
    {
        await using var host = await CoreHost.CreateAsync();
        var (actor, sessions) = (await AddAsync(host), host.Get<SessionRegister>());
        var session = await sessions.StartAsync(actor.Id!, null, "Firefox", default);

        Assert.Equal(
            CommandStatus.Forbidden,
            (await host.Get<SessionCommands>().EndAsync(Actors.Operator, actor.Id!, null, null, default)).Status
        );
        Assert.True(await sessions.IsLiveAsync(session, actor.Id!, default));
        Assert.True((await host.Get<SessionCommands>().EndAsync(Actors.Admin, actor.Id!, null, null, default)).Succeeded);
        Assert.False(await sessions.IsLiveAsync(session, actor.Id!, default));
        Assert.Null(await host.Get<PeopleQueries>().OfUserAsync(actor.Id!, session, default));
    }

    [Fact]
    public async Task IsLive_NotSeenForTwoWeeks_IsNot()
    {
        await using var host = await CoreHost.CreateAsync();
        var (actor, sessions) = (await AddAsync(host), host.Get<SessionRegister>());
        var session = await sessions.StartAsync(actor.Id!, null, "Firefox", default);

        host.Clock.Advance(SessionRegister.Lifetime - TimeSpan.FromHours(1));
        Assert.True(await sessions.IsLiveAsync(session, actor.Id!, default));
        await sessions.WriteSeenAsync(default);
        host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.True(await sessions.IsLiveAsync(session, actor.Id!, default));
        host.Clock.Advance(SessionRegister.Lifetime);
        Assert.False(await sessions.IsLiveAsync(session, actor.Id!, default));
        Assert.Empty(await sessions.ListAsync(actor.Id!, default));
    }

    [Fact]
    public async Task Disable_Person_EndsTheirSessions()
    {
        await using var host = await CoreHost.CreateAsync();
        var (actor, sessions) = (await AddAsync(host), host.Get<SessionRegister>());
        var session = await sessions.StartAsync(actor.Id!, null, "Firefox", default);

        await host.Get<PeopleCommands>().SetDisabledAsync(Actors.Admin, actor.Id!, true, null, default);
        await host.Get<PeopleCommands>().SetDisabledAsync(Actors.Admin, actor.Id!, false, null, default);

        Assert.False(await sessions.IsLiveAsync(session, actor.Id!, default));
    }

    private static async Task<Actor> AddAsync(CoreHost host)
    {
        var person = (
            await host.Get<PeopleCommands>().AddAsync(Actors.Admin, "vera@example.org", Role.Viewer, "correct horse battery", default)
        ).Value!;
        return Actors.Viewer with { Id = person.Id };
    }
}
