using System.Text.Json;
using Microsoft.Data.Sqlite;
using ParserAdmin.Core.Data;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly CommandRig _rig = new();

    [Theory]
    [InlineData(2, "bogus")]
    [InlineData(2, "mode", "sideways", "--reason", "x")]
    [InlineData(2, "mode", "auto")]
    [InlineData(2, "run", "--once", "--skip-initial")]
    [InlineData(2, "run", "--once", "--max-pages", "0")]
    [InlineData(2, "run", "--once", "--mode", "auto")]
    [InlineData(2, "cancel")]
    [InlineData(2, "cancel", "the-first")]
    [InlineData(2, "run", "--config", "a.json", "--config", "b.json")]
    [InlineData(2, "user", "add", "--email", "a@example.org", "--role", "king")]
    [InlineData(1, "status")]
    [InlineData(1, "stop")]
    [InlineData(1, "source", "validate", "no-such-file.yaml")]
    [InlineData(0, "--help")]
    public async Task Run_WithoutDatabase_EndsWithTheCode(int expected, params string[] args) =>
        Assert.Equal(expected, await _rig.RunAsync(args));

    [Theory]
    [InlineData(
        "'parseradmin mode' has no option '--raeson'. Did you mean '--reason'?",
        "mode",
        "manual",
        "--reason",
        "x",
        "--raeson",
        "y"
    )]
    [InlineData("'parseradmin key add' has no option '--expire'.", "key", "add", "--name", "n", "--role", "admin", "--expire", "1d")]
    [InlineData("'parseradmin stop' has no option '--raeson'. Did you mean '--reason'?", "stop", "--raeson=x")]
    [InlineData("'parseradmin run' has no option '--onse'. Did you mean '--once'?", "run", "--onse")]
    [InlineData("'parseradmin serve' has no option '--url'. Did you mean '--urls'?", "serve", "--url", "http://127.0.0.1:0")]
    [InlineData("'parseradmin' has no option '--urlz'. Did you mean '--urls'?", "--urlz", "http://127.0.0.1:0")]
    [InlineData("There is no command 'parseradmin staus'. Did you mean 'status'?", "staus")]
    [InlineData(
        "There is no setting 'ParserAdmin:Databse:Provider'. Did you mean 'ParserAdmin:Database:Provider'?",
        "status",
        "--ParserAdmin:Databse:Provider=sqlite"
    )]
    [InlineData("There is no setting 'Parser:Demo'.", "serve", "--Parser:Demo", "true")]
    [InlineData("The setting 'ParserAdmin:Node:Name' has no value.", "serve", "--ParserAdmin:Node:Name", "--urls", "http://127.0.0.1:0")]
    public async Task Run_WordThatIsUnknown_IsWrongUsageAndNamesIt(string expected, params string[] args)
    {
        Assert.Equal(2, await _rig.RunAsync(args));
        Assert.StartsWith(expected, _rig.Error, StringComparison.Ordinal);
        Assert.Single(_rig.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(Path.Combine(_rig.Folder, "parseradmin.db")));
    }

    [Theory]
    [InlineData("--max-pages takes a whole number from 1 to 100,000; 'abc' is none.", "run", "--once", "--max-pages", "abc")]
    [InlineData("--max-pages takes a whole number from 1 to 100,000; '1.5' is none.", "run", "--once", "--max-pages", "1.5")]
    [InlineData("--max-pages takes a whole number from 1 to 100,000; '99999999999' is none.", "run", "--max-pages", "99999999999")]
    [InlineData("--max-pages takes a whole number from 1 to 100,000; '' is none.", "run", "--once", "--max-pages", "")]
    [InlineData("'parseradmin run' does not take 'abc'.", "run", "--once=abc", "--skip-initial")]
    [InlineData("'parseradmin status' does not take 'abc'.", "status", "--json=abc")]
    [InlineData("FILE takes the name of a file; '' is none.", "source", "test", "")]
    [InlineData("--answer takes the name of a file; '' is none.", "source", "test", "a.yaml", "--answer", "")]
    [InlineData("FILE takes the name of a file; '' is none.", "source", "validate", "")]
    [InlineData("FILE takes the name of a file; '' is none.", "source", "validate", "a.yaml", "")]
    [InlineData("FILE takes the name of a file; '' is none.", "source", "import", "")]
    [InlineData("ID takes a value; '' is none.", "source", "export", "")]
    [InlineData("ID takes a value; '' is none.", "source", "set", "", "user=x")]
    [InlineData("'' has no name and value. Write NAME=VALUE", "source", "set", "shop", "")]
    [InlineData("--url takes a value; '' is none.", "source", "test", "a.yaml", "--url", "")]
    [InlineData("--source takes a value; '' is none.", "run", "--once", "--source", "")]
    [InlineData("--task takes a value; '' is none.", "run", "--once", "--task", "")]
    [InlineData("--config takes a value; '' is none.", "run", "--once", "--config", "")]
    [InlineData("--urls takes a value; '' is none.", "serve", "--urls", "")]
    [InlineData("--urls takes a value; '' is none.", "--urls", "")]
    [InlineData("NAME takes a value; '' is none.", "key", "revoke", "")]
    [InlineData("--name takes a value; '' is none.", "key", "add", "--name", "", "--role", "viewer")]
    [InlineData("EMAIL takes a value; '' is none.", "user", "disable", "")]
    [InlineData("--email takes a value; '' is none.", "user", "add", "--email", "", "--role", "viewer")]
    [InlineData("JOB takes the id of a job; '' is none.", "cancel", "")]
    [InlineData("--confirm takes a value; '' is none.", "reset", "--reason", "x", "--confirm", "")]
    [InlineData("JOB takes the id of a job; 'the-first' is none.", "cancel", "the-first")]
    [InlineData("JOB takes the id of a job; '#1d6d18' is none.", "cancel", "#1d6d18")]
    public async Task Run_ValueOfAnotherKind_IsWrongUsageInWords(string expected, params string[] args)
    {
        Assert.Equal(2, await _rig.RunAsync(args));
        Assert.StartsWith(expected, _rig.Error, StringComparison.Ordinal);
        Assert.Single(_rig.Error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("System.", _rig.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "--urls=http://127.0.0.1:1",
        "--environment",
        "Development",
        "--Logging:LogLevel:Default=Warning",
        "--Kestrel:Limits:MaxConcurrentConnections",
        "10"
    )]
    [InlineData(
        "--ParserAdmin:Fetch:AllowedPrivateHosts:0=127.0.0.1:1",
        "--ParserAdmin:Scheduler:Engine=auto",
        "--ParserAdmin:Smtp:Host=x",
        "--parseradmin:demo=false"
    )]
    [InlineData(
        "--ParserAdmin:Browser:Headless=true",
        "--ParserAdmin:Proxy:KnownProxies:0=127.0.0.1",
        "--ParserAdmin:Oidc:Authority=https://login.example.org",
        "--ParserAdmin:Oidc:ClientId=x",
        "--ParserAdmin:Oidc:Roles:1000=admin",
        "--ParserAdmin:PathBase",
        "/p"
    )]
    public async Task Serve_WhatTheHostAndTheProgramKnow_IsTaken(params string[] args)
    {
        // A folder in use ends the start before it listens.
        using var held = NodeLock.Take(new DataDirectory(_rig.Folder));
        Assert.Equal(1, await _rig.RunAsync(["serve", .. args]));
        Assert.Contains("already runs", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopModeReset_InOrder_EndWithTheirCodes()
    {
        await AddAdminAsync();
        Assert.Equal(0, await _rig.RunAsync("stop", "--reason", "smoke"));
        Assert.Contains("No node is running", _rig.Output, StringComparison.Ordinal);
        Assert.Equal(3, await _rig.RunAsync("mode", "auto", "--reason", "go"));
        Assert.Equal(2, await _rig.RunAsync("reset", "--reason", "over", "--confirm", "reset?"));
        Assert.Equal(0, await _rig.RunAsync("reset", "--reason", "over", "--confirm", "RESET"));
        Assert.Equal(0, await _rig.RunAsync("mode", "auto", "--reason", "go"));

        Assert.Equal(0, await _rig.RunAsync("status", "--json"));
        var status = JsonSerializer.Deserialize<JsonElement>(_rig.Output);
        Assert.Equal("auto", status.GetProperty("mode").GetString());
        Assert.False(status.GetProperty("stopped").GetBoolean());
    }

    [Fact]
    public async Task AuditVerify_ChangedRow_NamesItAndFails()
    {
        await AddAdminAsync();
        Assert.Equal(0, await _rig.RunAsync("audit", "verify"));
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_rig.Folder, "parseradmin.db")}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER audit_logs_no_update; UPDATE audit_logs SET actor_name = 'somebody' WHERE sequence = 2";
            await command.ExecuteNonQueryAsync();
        }

        Assert.Equal(1, await _rig.RunAsync("audit", "verify"));
        Assert.Contains("entry 2", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyAdd_PrintsTheKeyAlone()
    {
        Assert.Equal(0, await _rig.RunAsync("key", "add", "--name", "ci", "--role", "operator"));
        Assert.Matches("^pa_[A-Za-z0-9_-]{43}$", _rig.Output.Trim());
    }

    [Fact]
    public async Task UserAdd_ShortOrMissingPassword_IsWrongUsage()
    {
        Assert.Equal(2, await _rig.TypeAsync("short\n", "user", "add", "--email", "a@example.org", "--role", "admin"));
        Assert.Contains("10", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _rig.TypeAsync("", "user", "add", "--email", "a@example.org", "--role", "admin"));
    }

    [Fact]
    public async Task Source_ImportedThenExported_IsTheSame()
    {
        const string yaml = """
            version: 1
            id: shop
            name: Shop
            kind: catalog
            links: [https://shop.example/]
            paths:
              catalog:
                path: /list
                rows: { selector: li }
                fields:
                  title: { selector: a }
                  url: { selector: a, attribute: href, filters: [url] }
            """;
        var file = _rig.File("shop.yaml", yaml);
        var validated = await _rig.RunAsync("source", "validate", file);
        Assert.True(validated == 0, _rig.Error);
        Assert.Equal(0, await _rig.RunAsync("source", "import", file));
        Assert.Equal(0, await _rig.RunAsync("source", "export", "shop"));
        Assert.Equal(yaml, _rig.Output);
        Assert.Equal(1, await _rig.RunAsync("source", "export", "nothing"));
    }

    [Fact]
    public async Task SourceValidateAndImport_SamplesBesideTheFile_AreRun()
    {
        var yaml = TestSources.Yaml("shop") + "samples:\n  - path: catalog\n    file: page.html\n    rows: [{ title: Solaris }]\n";
        var file = _rig.File("shop.yaml", yaml);
        _rig.File("page.html", "<article data-id='1'><h2>Solaris</h2></article>");

        Assert.Equal(0, await _rig.RunAsync("source", "validate", file));
        Assert.Contains("Its sample holds", _rig.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _rig.RunAsync("source", "import", file));

        _rig.File("page.html", "<article data-id='1'><h2>Eden</h2></article>");
        Assert.Equal(1, await _rig.RunAsync("source", "import", file));
        Assert.Contains("sample '1', row 1, field 'title': expected 'Solaris', found 'Eden'", _rig.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _rig.Dispose();

    private async Task AddAdminAsync() =>
        Assert.Equal(0, await _rig.TypeAsync("correct horse battery\n", "user", "add", "--email", "a@example.org", "--role", "admin"));
}
