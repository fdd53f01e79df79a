using System.Net;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People.Sessions;
using ParserAdmin.Tests.Auth;
using Xunit;

namespace ParserAdmin.Tests.Commands;

/// <summary>Browsers are signed out from the shell, while the program runs.</summary>
public sealed class SessionCliTests : IAsyncLifetime, IDisposable
{
    private SignInHost _host = null!;
    private CommandRig _rig = null!;

    public async Task InitializeAsync()
    {
        _host = await SignInHost.StartAsync();
        _rig = new CommandRig(_host.Folder);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task SignOut_OfOneBrowser_EndsThatOneAtOnceAndOnRecord()
    {
        var person = await _host.AddAsync(Role.Operator);
        using var first = await _host.SignedInAsync();
        using var second = await _host.SignedInAsync();
        Assert.Equal(0, await _rig.RunAsync("user", "sessions", SignInHost.Email));
        var lines = _rig.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        var sessions = await _host.Get<SessionRegister>().ListAsync(person.Id, default);
        Assert.Equal(sessions.Select(session => session.Id.ToString()), lines.Select(line => line.Split('\t')[^1]));
        Assert.All(lines, line => Assert.Contains("\t127.0.0.1\tsince ", line));

        var oldest = sessions.MinBy(session => session.Id)!.Id;
        Assert.Equal(0, await _rig.RunAsync("user", "sign-out", SignInHost.Email, "--session", oldest.ToString()));

        Assert.Equal($"{SignInHost.Email} is signed out of one browser.", _rig.Output.Trim());
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.GetAsync("/sources")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/sources")).StatusCode);
        Assert.Equal(ActorType.Cli, Assert.Single(await _host.AuditAsync("user.end-session")).ActorType);
    }

    [Fact]
    public async Task SignOut_Everywhere_EndsAllAndSaysHowMany()
    {
        await _host.AddAsync(Role.Operator);
        using var first = await _host.SignedInAsync();
        using var second = await _host.SignedInAsync();

        Assert.Equal(0, await _rig.RunAsync("user", "sign-out", SignInHost.Email));

        Assert.Equal($"{SignInHost.Email} is signed out of 2 browsers.", _rig.Output.Trim());
        Assert.Equal(HttpStatusCode.Unauthorized, (await first.GetAsync("/sources")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.GetAsync("/sources")).StatusCode);
        Assert.Equal(0, await _rig.RunAsync("user", "sign-out", SignInHost.Email));
        Assert.Equal($"{SignInHost.Email} was signed in nowhere.", _rig.Output.Trim());
    }

    [Fact]
    public async Task Sessions_WrongUsage_SaysSo()
    {
        await _host.AddAsync(Role.Operator);

        Assert.Equal(1, await _rig.RunAsync("user", "sessions", "nobody@example.org"));
        Assert.Contains("user list", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(1, await _rig.RunAsync("user", "sign-out", SignInHost.Email, "--session", Guid.Empty.ToString()));
        Assert.Contains("user sessions", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _rig.RunAsync("user", "sign-out", SignInHost.Email, "--session", "the-first"));
        Assert.StartsWith("--session takes the id of a session; 'the-first' is none.", _rig.Error, StringComparison.Ordinal);
    }
}
