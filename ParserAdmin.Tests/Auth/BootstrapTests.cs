using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using Xunit;

namespace ParserAdmin.Tests.Auth;

public sealed class BootstrapTests
{
    private const string Key = "pa_a-key-that-is-long-enough-for-a-test";

    [Fact]
    public async Task Start_Configured_MakesAdminAndKeyOnceOnRecord()
    {
        await using var host = await SignInHost.StartAsync(
            $"--ParserAdmin:Bootstrap:AdminEmail={SignInHost.Email}",
            $"--ParserAdmin:Bootstrap:AdminPassword={SignInHost.Password}",
            $"--ParserAdmin:Bootstrap:ApiKey={Key}"
        );
        await host.Get<Bootstrap>().RunAsync(default);

        Assert.Equal(Role.Admin, Assert.Single(await host.Get<PeopleQueries>().PeopleAsync(default)).Role);
        Assert.Equal(Role.Admin, (await host.Get<KeyRing>().FindAsync(Key, default))?.Role);
        Assert.Equal(ActorType.System, Assert.Single(await host.AuditAsync("user.create")).ActorType);
        Assert.Single(await host.AuditAsync("api-key.create"));
        using var client = await host.SignedInAsync();
    }

    [Fact]
    public async Task Start_HalfConfigured_SaysWhatIsMissing()
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SignInHost.StartAsync($"--ParserAdmin:Bootstrap:AdminEmail={SignInHost.Email}")
        );
        Assert.Contains("AdminPassword", failed.Message, StringComparison.Ordinal);
    }
}
