using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using ParserAdmin.Core.Data;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// A start that fails says in one line what happened and what to do, and ends with 1: the real program, without a stack trace.
/// </summary>
[Collection(LongRuns.Starts)]
public sealed partial class FailingStartTests : IDisposable
{
    private readonly TestDirectory _folder = new();

    [Theory]
    [InlineData(
        "ParserAdmin:Database:Provider is 'oracle'. Set it to sqlite, postgres or sqlserver.",
        "--ParserAdmin:Database:Provider=oracle"
    )]
    [InlineData("needs ParserAdmin:Database:ConnectionString, such as Host=", "--ParserAdmin:Database:Provider=postgres")]
    [InlineData(
        "ConnectionString cannot be read",
        "--ParserAdmin:Database:Provider=postgres",
        "--ParserAdmin:Database:ConnectionString=Hots=x;Password=geheim"
    )]
    [InlineData(
        "does not answer (Connection refused)",
        "--ParserAdmin:Database:Provider=postgres",
        "--ParserAdmin:Database:ConnectionString=Host=127.0.0.1;Port=1;Username=u;Password=geheim"
    )]
    [InlineData("ParserAdmin:DataProtection:Secret has 5 characters and needs 32.", "--ParserAdmin:DataProtection:Secret=short")]
    [InlineData("ParserAdmin:Node:Role is 'king'. Set it to all, web or worker.", "--ParserAdmin:Node:Role=king")]
    [InlineData("AllowedPrivateHosts: \"nowhere\" is not host:port", "--ParserAdmin:Fetch:AllowedPrivateHosts:0=nowhere")]
    [InlineData("'nonsense' in --urls is no address", "--urls", "nonsense")]
    [InlineData("ftp://127.0.0.1:21' in --urls begins with ftp://", "--urls", "ftp://127.0.0.1:21")]
    public async Task Start_WrongConfiguration_SaysSoInOneLine(string expected, params string[] arguments) =>
        AssertFailed(expected, await RunAsync(arguments));

    [Fact]
    public async Task Start_PortInUse_NamesPortAndSetting()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        AssertFailed($"Port {port} is in use by another program", await RunAsync("--urls", $"http://127.0.0.1:{port}"));
    }

    [Fact]
    public async Task Start_AddressOfAnotherMachine_SaysSo() =>
        AssertFailed("none of this machine's", await RunAsync("--urls", "http://192.0.2.1:18080"));

    [Fact]
    public async Task Start_DataFolderIsAFile_NamesIt()
    {
        await File.WriteAllTextAsync(_folder.File("data"), "no folder");

        AssertFailed($"{_folder.File("data")} is a file", await RunAsync());
    }

    [Fact]
    public async Task Start_DataFolderReadOnly_NamesIt()
    {
        var data = Directory.CreateDirectory(_folder.File("data"));
        if (!OperatingSystem.IsWindows())
            data.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;

        AssertFailed(
            $"The data folder {data.FullName} cannot be used",
            await ProgramRun.RunAsync(_folder.Path, ["--urls", "http://127.0.0.1:0"], ProgramRun.WithoutRootsPower)
        );
    }

    [Fact]
    public async Task Start_DamagedDatabase_NamesTheFile()
    {
        Directory.CreateDirectory(_folder.File("data"));
        await File.WriteAllBytesAsync(_folder.File("data/parseradmin.db"), [.. Enumerable.Range(0, 20_000).Select(at => (byte)(at * 31))]);

        AssertFailed($"{_folder.File("data/parseradmin.db")} is damaged", await RunAsync());
    }

    [Theory]
    [InlineData("29990101000000_FromTheFuture", "20261202000000_Initial", "written by a newer ParserAdmin")]
    [InlineData("20260101000000_OfBefore", null, "made by another version of ParserAdmin")]
    public async Task Start_DatabaseOfAnotherVersion_IsRefused(string foreign, string? own, string expected)
    {
        Directory.CreateDirectory(_folder.File("data"));
        await using (var connection = new SqliteConnection($"Data Source={_folder.File("data/parseradmin.db")};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                """CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT PRIMARY KEY, "ProductVersion" TEXT NOT NULL);"""
                + string.Concat(
                    new[] { foreign, own }.OfType<string>().Select(id => $"""INSERT INTO "__EFMigrationsHistory" VALUES ('{id}', '1');""")
                );
            await command.ExecuteNonQueryAsync();
        }

        AssertFailed(expected, await RunAsync());
    }

    [Fact]
    public async Task Start_SettingsFileIsNoJson_NamesIt()
    {
        await File.WriteAllTextAsync(_folder.File("appsettings.json"), "{ \"ParserAdmin\": ");

        AssertFailed($"Failed to load configuration from file '{_folder.File("appsettings.json")}'", await RunAsync());
    }

    [Fact]
    public async Task Start_FolderInUse_SaysSo()
    {
        using var held = NodeLock.Take(new DataDirectory(_folder.File("data")));

        AssertFailed("Another ParserAdmin already runs on the data in", await RunAsync());
    }

    [Fact]
    public async Task Start_LockDeletedUnderTheOneThatRuns_IsRefusedAllTheSame()
    {
        await using var first = new PortalProcess(settings: new Dictionary<string, string> { ["ParserAdmin:Demo"] = "false" });
        await first.StartAsync();
        File.Delete(Path.Combine(first.DataDirectory, "node.lock"));

        AssertFailed(
            "Another ParserAdmin already runs on the data in",
            await RunAsync($"--ParserAdmin:DataDirectory={first.DataDirectory}")
        );
        await first.KillAsync();
        await using var second = new PortalProcess(first.DataDirectory, first.Settings);
        await second.StartAsync();
    }

    /// <summary>On the command line it is wrong usage; the environment may be another version's, too.</summary>
    [Fact]
    public async Task Start_UnknownSettingInTheEnvironment_GoesOnAndSaysSo()
    {
        await using var portal = new PortalProcess(
            settings: new Dictionary<string, string> { ["ParserAdmin:Demo"] = "false", ["ParserAdmin:Pathbase2"] = "geheim" }
        );
        await portal.StartAsync();

        Assert.Contains(
            "There is no setting 'ParserAdmin:Pathbase2'. Did you mean 'ParserAdmin:PathBase'?",
            portal.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("geheim", portal.Output, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Start_PostgresThatDoesNotFit_SaysInOneLineWhat()
    {
        await using var server = await StoppablePostgres.CreateAsync();
        await server.ExecuteAsync(
            """
            CREATE ROLE guest LOGIN CONNECTION LIMIT 0;
            CREATE ROLE reader LOGIN;
            CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
            """
        );
        await server.ExecuteAsync("REVOKE CREATE ON SCHEMA public FROM PUBLIC");

        AssertFailed("is encoded in LATIN1, and ParserAdmin needs UTF8", await OnPostgresAsync(server, "postgres", "latin"));
        AssertFailed("has no connection left", await OnPostgresAsync(server, "guest", "postgres"));
        AssertFailed(
            "The user reader lacks a right on the PostgreSQL database 'postgres'",
            await OnPostgresAsync(server, "reader", "postgres")
        );
        AssertFailed(
            "The user reader lacks a right on the PostgreSQL database 'nowhere'",
            await OnPostgresAsync(server, "reader", "nowhere")
        );
        AssertFailed("refuses the user nobody", await OnPostgresAsync(server, "nobody", "postgres"));
        await server.ExecuteAsync("ALTER SYSTEM SET default_transaction_read_only = on");
        await server.ExecuteAsync("SELECT pg_reload_conf()");
        AssertFailed("is read-only, as a standby is", await OnPostgresAsync(server, "postgres", "postgres"));
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramRun.RunAsync(_folder.Path, arguments.Contains("--urls") ? arguments : ["--urls", "http://127.0.0.1:0", .. arguments]);

    private Task<ProgramRun> OnPostgresAsync(StoppablePostgres server, string user, string database) =>
        RunAsync(
            "--ParserAdmin:Database:Provider=postgres",
            $"--ParserAdmin:Database:ConnectionString={server.Connection(user, database)}"
        );

    private static void AssertFailed(string expected, ProgramRun run)
    {
        Assert.True(run.Code == 1, $"It ended with {run.Code}.\n{run.Output}\n{run.Error}");
        var line = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(StackTrace(), run.Output + run.Error);
        Assert.DoesNotContain("fail:", run.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s+at \S+\(|Unhandled exception|Interrupted", RegexOptions.Multiline)]
    private static partial Regex StackTrace();
}
