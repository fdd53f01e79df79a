using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Passwords;
using ParserAdmin.Core.People.SecondFactor;
using ParserAdmin.Core.People.Sessions;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.People;

public sealed class SecondFactorTests
{
    private const string Password = "correct horse battery";

    /// <summary>RFC 6238, appendix B, of the secret "12345678901234567890", the last six of eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandard_IsTheSame(long seconds, string expected)
    {
        const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        Assert.Equal(expected, Totp.Code(Secret, seconds / 30));
        Assert.Equal(
            seconds / 30,
            Totp.StepOf(Secret, $"{expected[..3]} {expected[3..]}", DateTimeOffset.FromUnixTimeSeconds(seconds + 29), 0)
        );
        Assert.Null(Totp.StepOf(Secret, expected, DateTimeOffset.FromUnixTimeSeconds(seconds + 90), 0));
        Assert.Null(Totp.StepOf(Secret, expected, DateTimeOffset.FromUnixTimeSeconds(seconds), seconds / 30));
    }

    [Fact]
    public void NewSecret_IsBase32OfItsLength()
    {
        var secret = Totp.NewSecret();

        Assert.Matches("^[A-Z2-7]{32}$", secret);
        Assert.NotEqual(secret, Totp.NewSecret());
        Assert.Contains($"secret={secret}", Totp.Address(secret, "a@example.org"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Take_Code_WorksOnceAndNeverAgain(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var (actor, secret, _) = await SetUpAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var code = Code(host, secret);

        var answers = await Task.WhenAll(TakeAsync(host, actor, code), TakeAsync(host, actor, code));

        Assert.Single(answers, FactorAnswer.Code);
        Assert.Single(answers, FactorAnswer.Wrong);
        Assert.Equal(FactorAnswer.Wrong, await TakeAsync(host, actor, code));
        host.Clock.Advance(Totp.StepLength);
        Assert.Equal(FactorAnswer.Code, await TakeAsync(host, actor, Code(host, secret)));
    }

    [Theory, EachDatabase]
    public async Task Take_RecoveryCode_WorksOnceEach(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var (actor, _, codes) = await SetUpAsync(host);
        Assert.Equal(10, codes.Distinct().Count());

        Assert.Equal(FactorAnswer.RecoveryCode, await TakeAsync(host, actor, codes[0].ToUpperInvariant().Replace('-', ' ')));
        Assert.Equal(FactorAnswer.Wrong, await TakeAsync(host, actor, codes[0]));
        Assert.Equal(FactorAnswer.RecoveryCode, await TakeAsync(host, actor, codes[9]));
        Assert.Equal(FactorAnswer.Wrong, await TakeAsync(host, actor, ""));

        var renewed = (await host.Get<FactorCommands>().RenewCodesAsync(actor, Password, default)).Value!;
        Assert.Equal(FactorAnswer.Wrong, await TakeAsync(host, actor, codes[1]));
        Assert.Equal(FactorAnswer.RecoveryCode, await TakeAsync(host, actor, renewed[0]));
    }

    [Fact]
    public async Task SetUp_WrongCode_TurnsNothingOn()
    {
        await using var host = await CoreHost.CreateAsync();
        var actor = await AddAsync(host);
        var secret = Totp.NewSecret();
        var wrong = Code(host, secret) == "123456" ? "123457" : "123456";

        Assert.Equal(CommandStatus.Invalid, (await host.Get<FactorCommands>().SetUpAsync(actor, secret, wrong, null, default)).Status);

        Assert.False(await host.Get<FactorCheck>().IsNeededAsync(actor.Id!, default));
    }

    [Fact]
    public async Task SetUp_StoresNothingThatCouldBeRead()
    {
        await using var host = await CoreHost.CreateAsync();
        var (_, secret, codes) = await SetUpAsync(host);
        await using var context = await host.OpenAsync();
        var account = context.Set<Account>().Single();

        Assert.DoesNotContain(secret, account.FactorSecret, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code, account.RecoveryHashes, StringComparison.Ordinal));
        Assert.All(
            context.Set<AuditEntry>().ToList(),
            entry => Assert.DoesNotContain(secret, entry.Before + entry.After + entry.Reason, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task TurnOff_TakesThePasswordAndCountsWrongOnes()
    {
        await using var host = await CoreHost.CreateAsync();
        var (actor, _, _) = await SetUpAsync(host);
        var commands = host.Get<FactorCommands>();
        for (var attempt = 0; attempt < FailedTries.Most; attempt++)
            Assert.Contains("another one", (await commands.TurnOffAsync(actor, "wrong", default)).Message, StringComparison.Ordinal);

        Assert.Contains("Too many", (await commands.TurnOffAsync(actor, Password, default)).Message, StringComparison.Ordinal);

        host.Clock.Advance(FailedTries.Pause);
        Assert.True((await commands.TurnOffAsync(actor, Password, default)).Succeeded);
        Assert.False(await host.Get<FactorCheck>().IsNeededAsync(actor.Id!, default));
    }

    [Fact]
    public async Task Reset_ByAnAdminAlone()
    {
        await using var host = await CoreHost.CreateAsync();
        var (actor, _, _) = await SetUpAsync(host);
        var commands = host.Get<FactorCommands>();

        Assert.Equal(CommandStatus.Forbidden, (await commands.ResetAsync(actor, actor.Id!, null, default)).Status);
        Assert.True((await commands.ResetAsync(Actors.Admin, actor.Id!, "lost the phone", default)).Succeeded);

        Assert.False(await host.Get<FactorCheck>().IsNeededAsync(actor.Id!, default));
    }

    [Fact]
    public async Task ChangePassword_SignsTheOtherBrowsersOut()
    {
        await using var host = await CoreHost.CreateAsync();
        var actor = await AddAsync(host);
        var sessions = host.Get<SessionRegister>();
        var (here, there) = (
            await sessions.StartAsync(actor.Id!, "192.0.2.1", "Firefox on Linux", default),
            await sessions.StartAsync(actor.Id!, "192.0.2.2", "Chrome on Android", default)
        );
        var passwords = host.Get<PasswordCommands>();

        Assert.Equal(CommandStatus.Invalid, (await passwords.ChangeAsync(actor, "wrong", "four words of mine", here, default)).Status);
        Assert.Equal(CommandStatus.Invalid, (await passwords.ChangeAsync(actor, Password, "password1234", here, default)).Status);
        Assert.True((await passwords.ChangeAsync(actor, Password, "four words of mine", here, default)).Succeeded);

        Assert.True(await sessions.IsLiveAsync(here, actor.Id!, default));
        Assert.False(await sessions.IsLiveAsync(there, actor.Id!, default));
    }

    private static Task<FactorAnswer> TakeAsync(CoreHost host, Actor actor, string code) =>
        host.Get<FactorCheck>().TakeAsync(actor.Id!, code, default);

    private static string Code(CoreHost host, string secret) => Totp.Code(secret, host.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);

    private static async Task<Actor> AddAsync(CoreHost host)
    {
        var person = (await host.Get<PeopleCommands>().AddAsync(Actors.Admin, "vera@example.org", Role.Viewer, Password, default)).Value!;
        return Actors.Viewer with { Id = person.Id };
    }

    private static async Task<(Actor Actor, string Secret, IReadOnlyList<string> Codes)> SetUpAsync(CoreHost host)
    {
        var (actor, secret) = (await AddAsync(host), Totp.NewSecret());
        var codes = await host.Get<FactorCommands>().SetUpAsync(actor, secret, Code(host, secret), null, default);
        Assert.True(codes.Succeeded, codes.Message);
        return (actor, secret, codes.Value);
    }
}
