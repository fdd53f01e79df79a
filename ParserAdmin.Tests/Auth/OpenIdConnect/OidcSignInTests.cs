using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Core.People.Sessions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Auth.OpenIdConnect;

/// <summary>People whom a provider vouches for, with the roles of their groups.</summary>
public sealed class OidcSignInTests : IAsyncLifetime
{
    private const string Ada = "ada@example.org";
    private FakeProvider _provider = null!;
    private SignInHost _host = null!;
    private OidcBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _host = await SignInHost.StartAsync(
            _provider.Settings("parser-admins=admin", "parser-operators=operator", "urn:example:group:readers=Viewer")
        );
        _browser = OidcBrowser.Of(_host);
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task FirstSignIn_GroupWithARole_MakesAPersonWithoutAPassword()
    {
        var answer = await _browser.SignInAsync();

        Assert.Equal("/portal/jobs", answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, await _browser.OpenAsync("/portal/stop"));
        var person = await PersonAsync();
        Assert.Equal((Role.Operator, true, false), (person.Role, person.External, person.HasPassword));
        Assert.Equal(PersonState.Active, person.StateAt(DateTime.MaxValue));
        var made = Assert.Single(await _host.AuditAsync("user.create"));
        Assert.Equal((ActorType.System, "Groups at Example Login: parser-operators"), (made.ActorType, made.Reason));
        var entered = Assert.Single(await _host.AuditAsync("user.sign-in"));
        Assert.Equal((AuditOutcome.Succeeded, "With Example Login"), (entered.Outcome, entered.Reason));
    }

    [Fact]
    public async Task Session_OfAProvidersPerson_IsListedAndEnds()
    {
        await _browser.SignInAsync();
        var person = await PersonAsync();
        Assert.Single(await _host.Get<SessionRegister>().ListAsync(person.Id, default));

        await SignInHost.SubmitAsync(_browser.Client, "/portal/stop", "/account/sign-out");

        Assert.Empty(await _host.Get<SessionRegister>().ListAsync(person.Id, default));
        Assert.Equal(HttpStatusCode.Unauthorized, await _browser.OpenAsync("/portal/stop"));
        Assert.Single(await _host.AuditAsync("user.sign-out"));
    }

    [Fact]
    public async Task SignIn_WithOtherGroups_ChangesTheRoleOnRecord()
    {
        await _browser.SignInAsync();
        _provider.Tokens.Groups = ["unknown", "urn:example:group:readers", "parser-admins"];
        await _browser.SignInAsync();
        Assert.Equal(Role.Admin, (await PersonAsync()).Role);
        _provider.Tokens.Groups = ["urn:example:group:readers"];

        await _browser.SignInAsync();

        Assert.Equal(Role.Viewer, (await PersonAsync()).Role);
        var changed = await _host.AuditAsync("user.set-role");
        Assert.Equal(2, changed.Count);
        Assert.All(changed, entry => Assert.Equal((ActorType.System, AuditOutcome.Succeeded), (entry.ActorType, entry.Outcome)));
        Assert.Equal("Groups at Example Login: urn:example:group:readers", changed.MaxBy(entry => entry.Sequence)!.Reason);
        Assert.Single(await _host.AuditAsync("user.create"));
    }

    [Fact]
    public async Task SignIn_WithTheSameGroups_ChangesNothing()
    {
        await _browser.SignInAsync();
        await _browser.SignInAsync();

        Assert.Empty(await _host.AuditAsync("user.set-role"));
        Assert.Equal(2, (await _host.AuditAsync("user.sign-in")).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Parser-Admins,viewer")]
    public async Task FirstSignIn_NoGroupWithARole_IsToldAndMakesNobody(string groups)
    {
        _provider.Tokens.Groups = groups.Split(',', StringSplitOptions.RemoveEmptyEntries);

        var line = await _browser.LineAsync(await _browser.SignInAsync());

        Assert.Equal("None of your groups at Example Login has a role here, so there is nothing to see. Ask an admin.", line);
        Assert.Empty(await _host.Get<PeopleQueries>().PeopleAsync(default));
        Assert.Equal(HttpStatusCode.Unauthorized, await _browser.OpenAsync("/portal/stop"));
        Assert.Equal(AuditOutcome.Denied, Assert.Single(await _host.AuditAsync("user.sign-in")).Outcome);
    }

    [Fact]
    public async Task SignIn_GroupsLostSince_TakesTheRoleAndEndsWhatIsSignedIn()
    {
        await _browser.SignInAsync();
        _provider.Tokens.Groups = [];
        await using var other = OidcBrowser.Of(_host);

        await other.LineAsync(await other.SignInAsync());

        Assert.Null((await PersonAsync()).Role);
        Assert.Equal(HttpStatusCode.Unauthorized, await _browser.OpenAsync("/portal/stop"));
        Assert.Equal("Groups at Example Login: none that has a role", Assert.Single(await _host.AuditAsync("user.set-role")).Reason);
    }

    [Fact]
    public async Task SignIn_Disabled_StaysOut()
    {
        await _browser.SignInAsync();
        await _host.Get<PeopleCommands>().SetDisabledAsync(Actors.Admin, (await PersonAsync()).Id, true, null, default);
        _provider.Tokens.Groups = ["parser-admins"];

        var line = await _browser.LineAsync(await _browser.SignInAsync());

        Assert.StartsWith("Your account is disabled", line, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await _browser.OpenAsync("/portal/stop"));
        Assert.Equal(Role.Operator, (await PersonAsync()).Role);
    }

    [Fact]
    public async Task FirstSignIn_AddressOfALocalAccount_TakesNothingOver()
    {
        var local = await _host.AddAsync(Role.Admin, Ada.ToUpperInvariant());

        var line = await _browser.LineAsync(await _browser.SignInAsync());

        Assert.StartsWith("There is an account with your e-mail address here already", line, StringComparison.Ordinal);
        Assert.Equal(local.Id, Assert.Single(await _host.Get<PeopleQueries>().PeopleAsync(default)).Id);
        Assert.Equal(HttpStatusCode.Unauthorized, await _browser.OpenAsync("/portal/stop"));
        Assert.Equal(AuditOutcome.Denied, Assert.Single(await _host.AuditAsync("user.sign-in")).Outcome);
    }

    [Fact]
    public async Task SignIn_OtherSubjectWithTheSameAddress_IsSomebodyElse()
    {
        await _browser.SignInAsync();
        _provider.Tokens.Subject = "SUBJECT-1";

        var line = await _browser.LineAsync(await _browser.SignInAsync());

        Assert.StartsWith("There is an account with your e-mail address here already", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_SameSubjectWithAnotherAddress_IsTheSamePerson()
    {
        await _browser.SignInAsync();
        _provider.Tokens.Email = "countess@example.org";

        await _browser.SignInAsync();

        Assert.Equal(Ada, Assert.Single(await _host.Get<PeopleQueries>().PeopleAsync(default)).Email);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ada")]
    [InlineData("Ada <ada@example.org>")]
    public async Task FirstSignIn_WithoutAnAddress_IsTold(string? email)
    {
        _provider.Tokens.Email = email;

        Assert.Contains("did not tell your e-mail address", await _browser.LineAsync(await _browser.SignInAsync()));
    }

    /// <summary>What the provider decides is not decided here, too.</summary>
    [Fact]
    public async Task Commands_OnAProvidersPerson_GiveNeitherRoleNorPassword()
    {
        await _browser.SignInAsync();
        var id = (await PersonAsync()).Id;

        var role = await _host.Get<PeopleCommands>().SetRoleAsync(Actors.Admin, id, Role.Admin, null, default);
        var link = await _host.Get<InvitationCommands>().RenewAsync(Actors.Admin, id, null, default);

        Assert.Equal((CommandStatus.Conflict, CommandStatus.Conflict), (role.Status, link.Status));
        Assert.Contains("groups at the OpenID provider", role.Message, StringComparison.Ordinal);
        Assert.Contains("has no password here", link.Message, StringComparison.Ordinal);
    }

    /// <summary>The provider may be away tomorrow.</summary>
    [Fact]
    public async Task LastAdminWithAPassword_BesideAProvidersAdmin_Stays()
    {
        var local = await _host.AddAsync(Role.Admin);
        _provider.Tokens.Groups = ["parser-admins"];
        await _browser.SignInAsync();

        var removed = await _host.Get<PeopleCommands>().RemoveAsync(Actors.Admin, local.Id, null, default);

        Assert.Equal(CommandStatus.Conflict, removed.Status);
    }

    private async Task<Person> PersonAsync() =>
        Assert.Single(await _host.Get<PeopleQueries>().PeopleAsync(default), person => person.Email == Ada);
}
