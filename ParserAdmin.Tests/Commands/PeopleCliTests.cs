using Xunit;

namespace ParserAdmin.Tests.Commands;

public sealed class PeopleCliTests : IDisposable
{
    private readonly CommandRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task User_AddedChangedAndRemoved_IsListedAsItIs()
    {
        Assert.Equal(0, await AddAsync("ada@example.org", "admin"));
        Assert.Equal(0, await AddAsync("bob@example.org", "viewer"));
        Assert.Equal(0, await _rig.RunAsync("user", "role", "bob@example.org", "operator"));
        Assert.Equal("bob@example.org is operator.", _rig.Output.Trim());
        Assert.Equal(0, await _rig.RunAsync("user", "disable", "BOB@example.org"));
        Assert.Equal(0, await _rig.RunAsync("user", "list"));
        Assert.Equal(
            ["ada@example.org\tadmin\tactive\tnever signed in", "bob@example.org\toperator\tdisabled\tnever signed in"],
            _rig.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Equal(0, await _rig.RunAsync("user", "enable", "bob@example.org"));
        Assert.Equal(0, await _rig.RunAsync("user", "reset-factor", "bob@example.org"));
        Assert.Equal(0, await _rig.RunAsync("user", "link", "bob@example.org"));
        Assert.Contains("/account/invitation?token=", _rig.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _rig.RunAsync("user", "remove", "bob@example.org"));
        Assert.Equal(0, await _rig.RunAsync("user", "list"));
        Assert.DoesNotContain("bob", _rig.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("remove")]
    public async Task User_LastAdmin_IsRefusedInWords(string act)
    {
        await AddAsync("ada@example.org", "admin");

        Assert.Equal(3, await _rig.RunAsync("user", act, "ada@example.org"));

        Assert.Contains("is the last admin who can sign in", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(3, await _rig.RunAsync("user", "role", "ada@example.org", "viewer"));
    }

    [Fact]
    public async Task User_WrongUsage_SaysSo()
    {
        await AddAsync("ada@example.org", "admin");

        Assert.Equal(1, await _rig.RunAsync("user", "disable", "nobody@example.org"));
        Assert.Contains("user list", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _rig.RunAsync("user", "role", "ada@example.org", "king"));
        Assert.Equal(2, await _rig.RunAsync("user", "disable"));
        Assert.Equal(2, await _rig.TypeAsync("password1234\n", "user", "add", "--email", "x@example.org", "--role", "viewer"));
        Assert.Contains("guessed", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_AddedAndRevoked_IsListedAsItIs()
    {
        Assert.Equal(0, await _rig.RunAsync("key", "add", "--name", "ci", "--role", "viewer", "--expires", "90d"));
        var secret = _rig.Output.Trim();
        Assert.StartsWith("pa_", secret, StringComparison.Ordinal);
        Assert.Equal(0, await _rig.RunAsync("key", "list"));
        Assert.Matches("^ci\tpa_...…\tviewer\tactive\tuntil [0-9-]{10} [0-9:]{8}Z\tnever used\t", _rig.Output);
        Assert.DoesNotContain(secret, _rig.Output, StringComparison.Ordinal);

        Assert.Equal(0, await _rig.RunAsync("key", "revoke", "ci"));
        Assert.Equal(0, await _rig.RunAsync("key", "list"));
        Assert.Contains("\trevoked\t", _rig.Output, StringComparison.Ordinal);
        Assert.Equal(1, await _rig.RunAsync("key", "revoke", "ci"));
    }

    [Theory]
    [InlineData("90")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("90 days")]
    public async Task Key_ExpiryThatIsNone_IsWrongUsage(string expires)
    {
        Assert.Equal(2, await _rig.RunAsync("key", "add", "--name", "ci", "--role", "viewer", $"--expires={expires}"));
        Assert.Contains("90d", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_TwoOfTheSameName_AsksForTheId()
    {
        await _rig.RunAsync("key", "add", "--name", "ci", "--role", "viewer");
        await _rig.RunAsync("key", "add", "--name", "ci", "--role", "viewer");

        Assert.Equal(1, await _rig.RunAsync("key", "revoke", "ci"));
        Assert.Contains("2 keys are named 'ci'", _rig.Error, StringComparison.Ordinal);

        await _rig.RunAsync("key", "list");
        var id = _rig.Output.Split('\n')[0].Trim().Split('\t')[^1];
        Assert.Equal(0, await _rig.RunAsync("key", "revoke", id));
        Assert.Equal(0, await _rig.RunAsync("key", "revoke", "ci"));
    }

    private Task<int> AddAsync(string email, string role) =>
        _rig.TypeAsync("correct horse battery\n", "user", "add", "--email", email, "--role", role);
}
