using Microsoft.Data.Sqlite;
using ParserAdmin.Core.Data;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Commands;

/// <summary><c>run</c>: what it refuses, what it runs once, and where its settings come from.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly CommandRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task RunOnce_ATaskOfTheWholeProgram_RunsOnceWithoutASource()
    {
        Assert.Equal(0, await _rig.RunAsync("run", "--once", "--task", "cleanup"));
        Assert.Contains("all sources: cleanup succeeded", _rig.Output, StringComparison.Ordinal);

        Assert.NotEqual(0, await _rig.RunAsync("run", "--once", "--task", "cleanup", "--source", "shop"));
        Assert.Contains("without a source", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunOnce_ATaskThatTheSourceLacksThePathOf_NamesThoseThatItCanRun()
    {
        Assert.Equal(0, await _rig.RunAsync("source", "import", _rig.File("shop.yaml", LinkedSource.Yaml)));

        Assert.Equal(1, await _rig.RunAsync("run", "--once", "--source", "shop", "--task", "catalog-sync"));
        Assert.Contains(
            "has no path 'catalog' in its definition, which catalog-sync needs. What it can run: channel-parse.",
            _rig.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("parseradmin run --once --source shop --task channel-parse", _rig.Error, StringComparison.Ordinal);

        Assert.Equal(1, await _rig.RunAsync("run", "--once"));
        Assert.Contains(
            "No source can do catalog-sync. The sources that are stored can do: channel-parse. Name one with --task.",
            _rig.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task RunOnce_APath_IsReadAloneAndHasToBeOneThatThereIs()
    {
        Assert.Equal(
            0,
            await _rig.RunAsync(
                "source",
                "import",
                _rig.File("shop.yaml", LinkedSource.Yaml.Replace("https://shop.example/", "http://127.0.0.1:9/"))
            )
        );

        // Its host is not there: the run fails, with what it was asked for.
        Assert.Equal(1, await _rig.RunAsync("run", "--once", "--source", "shop", "--path", "updates", "--max-pages", "1"));
        await using var database = await OpenAsync();
        Assert.Equal("""{"maxPages":1,"path":"updates"}""", await AskAsync(database, "SELECT parameters FROM parser_jobs"));

        Assert.Equal(1, await _rig.RunAsync("run", "--once", "--source", "shop", "--path", "catalog"));
        Assert.Contains("Shop has no path 'catalog'; known: updates, item.", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _rig.RunAsync("run", "--once", "--path", "updatse"));
        Assert.Contains("there is no 'updatse'; did you mean 'updates'?", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(1, await _rig.RunAsync("run", "--once", "--task", "channel-parse", "--path", "catalog"));
        Assert.Contains("No source can do channel-parse with the path 'catalog'.", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FolderInUse_SaysSo()
    {
        using var held = NodeLock.Take(new DataDirectory(_rig.Folder));
        Assert.Equal(1, await _rig.RunAsync("run"));
        Assert.Contains("already runs on the data in", _rig.Error, StringComparison.Ordinal);
        Assert.Contains(". End it first, or name another folder", _rig.Error, StringComparison.Ordinal);
    }

    /// <summary>Somebody who wants a task run now is told who can do that.</summary>
    [Fact]
    public async Task RunOnce_FolderInUse_SaysHowToAskTheOneThatRuns()
    {
        using var held = NodeLock.Take(new DataDirectory(_rig.Folder));
        Assert.Equal(1, await _rig.RunAsync("run", "--once"));
        Assert.Equal(
            $"Another ParserAdmin already runs on the data in {_rig.Folder}. Let that one run the task, by Run now in its portal or POST "
                + "/tasks of its API; to run it here, end that one first, or name another folder with --ParserAdmin:DataDirectory=FOLDER.",
            _rig.Error.Trim()
        );
    }

    [Fact]
    public async Task RunOnce_UnknownSourceOrStopped_EndsWithTheCode()
    {
        Assert.Equal(1, await _rig.RunAsync("run", "--once", "--source", "nothing"));
        Assert.Contains("nothing", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _rig.RunAsync("stop"));
        Assert.Equal(3, await _rig.RunAsync("run", "--once", "--source", "nothing"));
    }

    [Fact]
    public async Task Cancel_AJobThatWaits_EndsItWithTheReasonAndOnce()
    {
        Assert.Equal(0, await _rig.RunAsync("run", "--once", "--task", "cleanup", "--mode", "historical"));
        await using var database = await OpenAsync();
        Assert.Equal("""{"mode":"historical"}""", await AskAsync(database, "SELECT parameters FROM parser_jobs"));
        var job = (string)(await AskAsync(database, "SELECT id FROM parser_jobs"))!;
        await AskAsync(database, "UPDATE parser_jobs SET status = 'pending', started_at = NULL, ended_at = NULL");

        Assert.Equal(0, await _rig.RunAsync("cancel", job, "--reason", "not today"));

        Assert.Equal($"Job {job.ToLowerInvariant()} is cancelled.", _rig.Output.Trim());
        Assert.Equal("cancelled", await AskAsync(database, "SELECT status FROM parser_jobs"));
        Assert.EndsWith(": not today", (string?)await AskAsync(database, "SELECT reason FROM parser_jobs"), StringComparison.Ordinal);
        Assert.NotEqual(0, await _rig.RunAsync("cancel", job));
        Assert.NotEqual(0, await _rig.RunAsync("cancel", Guid.NewGuid().ToString()));
        Assert.Contains("There is no job", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_ShortIdOfTheLists_EndsTheOneJobThatHasIt()
    {
        Assert.Equal(0, await _rig.RunAsync("run", "--once", "--task", "cleanup"));
        await using var database = await OpenAsync();
        var job = ((string)(await AskAsync(database, "SELECT id FROM parser_jobs"))!).ToLowerInvariant();

        Assert.Equal(1, await _rig.RunAsync("cancel", $"#{job[^8..]}"));
        Assert.Contains("No job that waits or runs has the id", _rig.Error, StringComparison.Ordinal);

        await AskAsync(database, "UPDATE parser_jobs SET status = 'pending', started_at = NULL, ended_at = NULL");
        Assert.Equal(0, await _rig.RunAsync("cancel", $"#{job[^8..]}"));
        Assert.Equal($"Job {job} is cancelled.", _rig.Output.Trim());
    }

    [Fact]
    public async Task Run_ConfigFile_HoldsOverAppsettingsAndUnderTheCommandLine()
    {
        var file = _rig.File("more.json", """{ "ParserAdmin": { "Fetch": { "UserAgent": "" }, "Node": { "Name": "by-file" } } }""");

        // A user agent of nothing ends the start: the file was read.
        Assert.Equal(1, await _rig.RunAsync("run", "--once", "--task", "cleanup", "--config", file));
        Assert.Contains("UserAgent", _rig.Error, StringComparison.Ordinal);

        string[] over = ["--ParserAdmin:Fetch:UserAgent=test"];
        Assert.Equal(0, await _rig.RunAsync(["run", "--once", "--task", "cleanup", "--config", file, .. over]));
        await using var database = await OpenAsync();
        Assert.Equal("by-file", await AskAsync(database, "SELECT group_concat(name) FROM nodes"));
    }

    [Theory]
    [InlineData(null, "There is no file '")]
    [InlineData("{ \"ParserAdmin\": ", "is no JSON file of settings: ")]
    [InlineData("[]", "is no JSON file of settings: ")]
    public async Task Run_ConfigFileThatCannotBeRead_IsWrongUsageInOneLine(string? text, string expected)
    {
        var file = text is null ? Path.Combine(_rig.Folder, "none.json") : _rig.File("bad.json", text);

        Assert.Equal(2, await _rig.RunAsync("run", "--once", "--config", file));

        Assert.Contains(expected, _rig.Error, StringComparison.Ordinal);
        Assert.Contains(file, _rig.Error, StringComparison.Ordinal);
        Assert.Single(_rig.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(Path.Combine(_rig.Folder, "parseradmin.db")));
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var database = new SqliteConnection($"Data Source={Path.Combine(_rig.Folder, "parseradmin.db")}");
        await database.OpenAsync();
        return database;
    }

    private static async Task<object?> AskAsync(SqliteConnection database, string sql)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
