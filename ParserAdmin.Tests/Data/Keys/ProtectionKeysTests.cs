using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Keys;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data.Keys;

/// <summary>Nodes on one database have one set of keys, and no secret becomes unreadable without a word.</summary>
public sealed class ProtectionKeysTests
{
    private const string Secret = "a secret that is long enough to count";
    private const string Count = "SELECT count(*) FROM data_protection_keys";
    private const string Readable = "SELECT count(*) FROM data_protection_keys WHERE content LIKE '%masterKey%'";

    [PostgresFact]
    public async Task Secret_ClosedOnOneNode_IsOpenedOnTheOther()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var other = await host.JoinAsync();

        Assert.Equal("pass", other.Get<SecretBox>().Open(host.Get<SecretBox>().Close("pass")));
        Assert.Equal("word", host.Get<SecretBox>().Open(other.Get<SecretBox>().Close("word")));
        Assert.Equal(1, await host.CountAsync(Count));
        Assert.False(Directory.Exists(Path.Combine(host.DataDirectory, "keys")));
    }

    [PostgresFact]
    public async Task Nodes_ThatStartAtOnceOnAnEmptyTable_MakeOneKey()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await using var second = await host.JoinAsync("node-2");
        await using var third = await host.JoinAsync("node-3");
        CoreHost[] nodes = [host, second, third];

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Get<ProtectionKeys>().LoadAsync(default))));

        Assert.Equal(1, await host.CountAsync(Count));
        foreach (var node in nodes)
            Assert.Equal("pass", host.Get<SecretBox>().Open(node.Get<SecretBox>().Close("pass")));
    }

    /// <summary>As when somebody deletes the keys, or puts back a backup, under running nodes.</summary>
    [PostgresFact]
    public async Task Key_MadeByAnotherNodeLater_IsKnownAtTheFirstLook()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await host.Get<ProtectionKeys>().LoadAsync(default);
        await host.SqlAsync("DELETE FROM data_protection_keys");
        await using var other = await host.JoinAsync();

        Assert.Equal("pass", host.Get<SecretBox>().Open(other.Get<SecretBox>().Close("pass")));
    }

    [PostgresFact]
    public async Task Keys_ThatCannotBeRead_AreAnOutageForWhoNeedsThem_AndNoneForWhoKnowsThem()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        var closed = host.Get<SecretBox>().Close("pass");
        await host.SqlAsync("ALTER TABLE data_protection_keys RENAME TO away");
        await using var other = await host.JoinAsync();

        Assert.True(StorageFaults.IsOutage(Assert.Throws<KeysUnreadException>(() => other.Get<SecretBox>().Open(closed))));
        Assert.True(StorageFaults.IsOutage(Assert.Throws<KeysUnreadException>(() => other.Get<SecretBox>().Close("pass"))));
        Assert.Equal("pass", host.Get<SecretBox>().Open(closed));

        await host.SqlAsync("ALTER TABLE away RENAME TO data_protection_keys");
        Assert.Equal("pass", other.Get<SecretBox>().Open(closed));
    }

    [PostgresFact]
    public async Task Keys_ThatAreGone_AreNoOutage()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        var closed = host.Get<SecretBox>().Close("pass");
        await host.SqlAsync("DELETE FROM data_protection_keys");
        await using var other = await host.JoinAsync();

        Assert.Throws<CryptographicException>(() => other.Get<SecretBox>().Open(closed));
    }

    [PostgresFact]
    public async Task Secret_SetLater_EncryptsWhatIsStored_AndANodeWithoutItIsRefused()
    {
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres);
        await host.Get<ProtectionKeys>().LoadAsync(default);
        var closed = host.Get<SecretBox>().Close("pass");
        Assert.Equal((KeyStorage.Plain, 1), (host.Get<ProtectionKeys>().Storage, await host.CountAsync(Readable)));

        await using var sealing = await host.JoinAsync("node-2", With(Secret));
        await sealing.Get<ProtectionKeys>().LoadAsync(default);
        Assert.Equal((KeyStorage.Encrypted, 0), (sealing.Get<ProtectionKeys>().Storage, await host.CountAsync(Readable)));
        Assert.Equal("pass", sealing.Get<SecretBox>().Open(closed));
        Assert.Equal("pass", host.Get<SecretBox>().Open(closed));

        await using var without = await host.JoinAsync("node-3");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => without.Get<ProtectionKeys>().LoadAsync(default));
        Assert.StartsWith("ParserAdmin:DataProtection:Secret is not set", refused.Message, StringComparison.Ordinal);
        var unread = Assert.Throws<KeysUnreadException>(() => without.Get<SecretBox>().Open(closed));
        Assert.StartsWith("ParserAdmin:DataProtection:Secret is not set", unread.Message, StringComparison.Ordinal);
        Assert.Equal(1, await host.CountAsync(Count));
    }

    [PostgresFact]
    public async Task Secret_ChangedWithThePrevious_EncryptsAnew_AndWithoutItIsRefused()
    {
        const string Newer = "a newer secret that is long enough to count";
        await using var host = await CoreHost.CreateAsync(TestDatabase.Postgres, With(Secret));
        await host.Get<ProtectionKeys>().LoadAsync(default);
        var closed = host.Get<SecretBox>().Close("pass");

        await using var hasty = await host.JoinAsync("node-2", With(Newer));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => hasty.Get<ProtectionKeys>().LoadAsync(default));
        Assert.StartsWith("ParserAdmin:DataProtection:Secret is not the one", refused.Message, StringComparison.Ordinal);

        await using var changing = await host.JoinAsync("node-3", With(Newer, Secret));
        await changing.Get<ProtectionKeys>().LoadAsync(default);
        await using var changed = await host.JoinAsync("node-4", With(Newer));
        await changed.Get<ProtectionKeys>().LoadAsync(default);
        Assert.Equal("pass", changed.Get<SecretBox>().Open(closed));
    }

    [Fact]
    public async Task Keys_OnSqlite_LieInAFolderForItsOwnerAlone()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.Get<ProtectionKeys>().LoadAsync(default);
        var folder = new DirectoryInfo(Path.Combine(host.DataDirectory, "keys"));

        Assert.Equal((KeyStorage.Folder, 0), (host.Get<ProtectionKeys>().Storage, await host.CountAsync(Count)));
        Assert.Single(folder.GetFiles("key-*.xml"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, folder.UnixFileMode);
    }

    private static Action<IServiceCollection> With(string secret, string? previous = null) =>
        services =>
            services.Replace(ServiceDescriptor.Singleton(new KeySeal(new KeyOptions { Secret = secret, PreviousSecret = previous })));
}
