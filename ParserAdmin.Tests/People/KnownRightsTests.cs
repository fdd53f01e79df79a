using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.People;

public sealed class KnownRightsTests
{
    [Fact]
    public async Task Refresh_KeysAndPeople_AreKnownAsTheyAreNow()
    {
        await using var host = await CoreHost.CreateAsync();
        var known = host.Get<KnownRights>();
        var key = (await host.Get<KeyCommands>().AddAsync(Actor.System, "ci", Role.Operator, null, null, default)).Value!;
        await host.Get<PeopleCommands>().AddAsync(Actor.System, "admin@example.org", Role.Admin, "correct horse battery", default);
        var person = (
            await host.Get<PeopleCommands>().AddAsync(Actor.System, "o@example.org", Role.Operator, "correct horse battery", default)
        ).Value!;
        Assert.Null(known.Key(key.Secret));

        await known.RefreshAsync(default);
        Assert.Equal(Role.Operator, known.Key(key.Secret)?.Role);
        Assert.Equal("ci", known.Key(key.Key.Id)?.Name);
        Assert.Equal(Role.Operator, known.Person(person.Id)?.Role);
        Assert.Null(known.Key("pa_other"));

        await host.Get<KeyCommands>().RevokeAsync(Actor.System, key.Key.Id, null, default);
        await host.Get<PeopleCommands>().SetDisabledAsync(Actor.System, person.Id, true, null, default);
        await known.RefreshAsync(default);
        Assert.Null(known.Key(key.Secret));
        Assert.Null(known.Person(person.Id)!.Role);
    }

    [Fact]
    public async Task Running_KeyRevoked_IsForgottenWithoutWaitingForTheNextLook()
    {
        await using var host = await CoreHost.CreateAsync();
        var known = host.Get<KnownRights>();
        var key = (await host.Get<KeyCommands>().AddAsync(Actor.System, "ci", Role.Operator, null, null, default)).Value!;
        await known.StartAsync(default);
        await UntilAsync(() => known.Key(key.Secret) is not null);

        await host.Get<KeyCommands>().RevokeAsync(Actor.System, key.Key.Id, null, default);

        await UntilAsync(() => known.Key(key.Secret) is null);
        await known.StopAsync(default);
    }

    [Fact]
    public async Task Find_ReadOnlyDatabase_WorksThoughTheUseCannotBeWritten()
    {
        await using var host = await CoreHost.CreateAsync();
        var key = (await host.Get<KeyCommands>().AddAsync(Actor.System, "ci", Role.Operator, null, null, default)).Value!;
        await host.SqlAsync("CREATE TRIGGER no_writes BEFORE UPDATE ON api_keys BEGIN SELECT RAISE(ABORT, 'read-only'); END");

        Assert.NotNull(await host.Get<KeyRing>().FindAsync(key.Secret, default));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => host.Get<KeyRing>().WriteUsesAsync(default));

        await host.SqlAsync("DROP TRIGGER no_writes");
        await host.Get<KeyRing>().WriteUsesAsync(default);
        Assert.NotNull(Assert.Single(await host.Get<PeopleQueries>().KeysAsync(default)).LastUsedAt);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 1_000, "Not within 20 s.");
            await Task.Delay(20);
        }
    }
}
