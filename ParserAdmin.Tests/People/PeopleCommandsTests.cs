using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Tests.Auth;
using Xunit;

namespace ParserAdmin.Tests.People;

public sealed class PeopleCommandsTests
{
    [Fact]
    public async Task Add_NotAnAdmin_IsDeniedOnRecord()
    {
        await using var host = await SignInHost.StartAsync();
        var actor = new Actor(ActorType.User, "1", "operator@example.org", Role.Operator);

        var result = await host.Get<PeopleCommands>().AddAsync(actor, SignInHost.Email, Role.Admin, SignInHost.Password, default);

        Assert.Equal(CommandStatus.Forbidden, result.Status);
        Assert.Empty(await host.Get<PeopleQueries>().PeopleAsync(default));
        Assert.Equal(AuditOutcome.Denied, Assert.Single(await host.AuditAsync("user.create")).Outcome);
    }

    [Theory]
    [InlineData("no address", "correct horse battery")]
    [InlineData("a@example.org", "short")]
    public async Task Add_BadInput_LeavesNothingButTheRecord(string email, string password)
    {
        await using var host = await SignInHost.StartAsync();

        var result = await host.Get<PeopleCommands>().AddAsync(Actor.System, email, Role.Viewer, password, default);

        Assert.Equal(CommandStatus.Invalid, result.Status);
        Assert.Empty(await host.Get<PeopleQueries>().PeopleAsync(default));
        Assert.Equal(AuditOutcome.Failed, Assert.Single(await host.AuditAsync("user.create")).Outcome);
    }

    [Fact]
    public async Task SetRole_Person_HoldsOnlyTheNewOne()
    {
        await using var host = await SignInHost.StartAsync();
        await host.AddAsync(Role.Admin);
        var person = await host.AddAsync(Role.Operator, "p@example.org");

        await host.Get<PeopleCommands>().SetRoleAsync(Actor.System, person.Id, Role.Viewer, "less", default);

        Assert.Equal(Role.Viewer, (await host.Get<PeopleQueries>().OfUserAsync(person.Id, default))!.Role);
        Assert.True((await host.Get<AuditVerifier>().VerifyAsync(default)).Intact);
    }

    [Fact]
    public async Task LastAdmin_DemotedOrDisabled_IsRefused()
    {
        await using var host = await SignInHost.StartAsync();
        var admin = await host.AddAsync(Role.Admin);

        var demoted = await host.Get<PeopleCommands>().SetRoleAsync(Actor.System, admin.Id, Role.Viewer, null, default);
        var disabled = await host.Get<PeopleCommands>().SetDisabledAsync(Actor.System, admin.Id, true, null, default);

        Assert.Equal((CommandStatus.Conflict, CommandStatus.Conflict), (demoted.Status, disabled.Status));
        Assert.Equal(Role.Admin, (await host.Get<PeopleQueries>().OfUserAsync(admin.Id, default))!.Role);
    }
}
