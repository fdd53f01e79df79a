using System.Text;
using Microsoft.Data.Sqlite;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Commands;

/// <summary><c>source import</c> and <c>source set</c>, and the run that follows.</summary>
public sealed class SourceCliTests : IDisposable
{
    private readonly CommandRig _rig = new();

    [Fact]
    public async Task Set_NamesAndASecretFromInput_AreStoredAuditedAndCleared()
    {
        await ImportAsync();

        Assert.Equal(0, await _rig.TypeAsync("correct = horse\n", "source", "set", "shop", "user=reader", "password=-"));
        Assert.Contains("shop: password is set.", _rig.Output, StringComparison.Ordinal);
        var stored = await ReadAsync("SELECT name || ':' || value || ':' || is_secret FROM source_settings ORDER BY name");
        Assert.Equal("user:reader:0", stored[1]);
        Assert.DoesNotContain("horse", stored[0], StringComparison.Ordinal);
        var entry = Assert.Single(
            await ReadAsync(@"SELECT actor_type || ' ' || coalesce(""after"", '') FROM audit_logs WHERE action = 'source.settings'")
        );
        Assert.StartsWith("cli ", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", entry, StringComparison.Ordinal);

        Assert.Equal(0, await _rig.RunAsync("source", "set", "shop", "user="));
        Assert.Contains("shop: user is cleared.", _rig.Output, StringComparison.Ordinal);
        Assert.Single(await ReadAsync("SELECT name FROM source_settings"));
    }

    [Fact]
    public async Task Set_WhatIsWrong_IsSaid()
    {
        await ImportAsync();

        await RefusedAsync(1, "There is no source 'shoe'.", "shoe", "user=a");
        await RefusedAsync(2, "The source has no setting 'usr'; did you mean 'user'?", "shop", "usr=a");
        await RefusedAsync(2, "'limit' is not a number such as 5 or 2.5.", "shop", "limit=many");
        await RefusedAsync(2, "'user' has no name and value. Write NAME=VALUE", "shop", "user");
        await RefusedAsync(2, "Standard input holds one value only.", "shop", "user=-", "password=-");
        await RefusedAsync(2, "Nothing came on standard input for 'user'.", "shop", "user=-");
    }

    [Fact]
    public async Task Import_TwoFilesOfOneId_StoresNeither()
    {
        var (a, b) = (_rig.File("a.yaml", TestSources.Yaml("shop")), _rig.File("b.yaml", TestSources.Yaml("shop", "Another")));

        Assert.Equal(1, await _rig.RunAsync("source", "import", a, b));
        Assert.Contains($"{a} and {b} both declare the source 'shop'.", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(1, await _rig.RunAsync("source", "export", "shop"));
    }

    [Fact]
    public async Task Import_EachTime_SaysWhatBecameOfIt()
    {
        foreach (var (name, outcome) in new[] { ("A", "new"), ("A", "unchanged"), ("B", "replaced") })
        {
            Assert.Equal(0, await _rig.RunAsync("source", "import", _rig.File("a.yaml", TestSources.Yaml("shop", name))));
            Assert.Contains($"shop is stored ({outcome}).", _rig.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("test")]
    [InlineData("import")]
    public async Task Source_AFileInLatin1_IsRefusedWithItsPlace(string command)
    {
        var file = Path.Combine(_rig.Folder, "shop.yaml");
        await File.WriteAllBytesAsync(file, Encoding.Latin1.GetBytes(TestSources.Yaml("shop", "Caf\u00e9 au lait")));

        Assert.Equal(1, await _rig.RunAsync("source", command, file));
        Assert.Contains($"{file}:3:10: this is no UTF-8 (byte 0xE9); save the file as UTF-8", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunOnce_ASourceThatOneTaskCrawls_TakesThatTask()
    {
        var channel = TestSources
            .Yaml("shop")
            .Replace("kind: catalog", "kind: channel", StringComparison.Ordinal)
            .Replace("  catalog:", "  updates:", StringComparison.Ordinal);
        Assert.Equal(0, await _rig.RunAsync("source", "import", _rig.File("shop.yaml", channel)));
        Assert.Equal(0, await _rig.RunAsync("stop"));

        Assert.Equal(3, await _rig.RunAsync("run", "--once", "--source", "shop"));
        Assert.Contains(
            "shop has nothing for catalog-sync, and channel-parse is all that crawls it: running that.",
            _rig.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("channel-parse of shop: ", _rig.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _rig.Dispose();

    private async Task RefusedAsync(int code, string message, params string[] args)
    {
        Assert.Equal(code, await _rig.RunAsync(["source", "set", .. args]));
        Assert.Contains(message, _rig.Error, StringComparison.Ordinal);
    }

    private async Task ImportAsync() =>
        Assert.Equal(
            0,
            await _rig.RunAsync(
                "source",
                "import",
                _rig.File(
                    "shop.yaml",
                    TestSources.Yaml("shop")
                        + "settings:\n  user: { label: User }\n  password: { type: secret }\n  limit: { type: number }\n"
                )
            )
        );

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_rig.Folder, "parseradmin.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
