using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Folder;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Sources.Folder;

public sealed class DefinitionsFolderTests : IAsyncLifetime, IDisposable
{
    private readonly TestDirectory _folder = new();
    private CoreHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await CoreHost.CreateAsync(configure: services =>
            services.Replace(
                ServiceDescriptor.Singleton(
                    new DefinitionsFolder(
                        new ConfigurationBuilder().AddInMemoryCollection([new(DefinitionsFolder.Key, _folder.Path)]).Build()
                    )
                )
            )
        );

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sync_NewAndChangedFiles_AreStoredBySystem()
    {
        Write("shop.yaml", TestSources.Yaml("shop"));
        await SyncAsync();
        Write("shop.yaml", TestSources.Yaml("shop", name: "Another name"));
        await SyncAsync();
        await SyncAsync();

        Assert.Equal("Another name", (await FindAsync("shop"))!.Name);
        var saves = (await _host.AuditAsync()).Where(entry => entry.Action == "source.save").ToList();
        Assert.Equal([ActorType.System, ActorType.System], saves.Select(entry => entry.ActorType));
        Assert.Equal("shop.yaml", _host.Get<DefinitionsFolder>().FileOf("shop"));
    }

    [Fact]
    public async Task Sync_ABrokenFile_IsReportedAndLosesNothing()
    {
        Write("shop.yaml", TestSources.Yaml("shop"));
        await SyncAsync();
        Write("shop.yaml", TestSources.Yaml("shop").Replace("kind: catalog", "kind: bakery", StringComparison.Ordinal));
        await SyncAsync();
        var entries = (await _host.AuditAsync()).Count;
        await SyncAsync();

        var problem = Assert.Single(_host.Get<DefinitionsFolder>().Problems);
        Assert.Equal("shop.yaml", problem.File);
        Assert.StartsWith("4:7: kind: unknown value 'bakery'", problem.Message, StringComparison.Ordinal);
        Assert.Equal((false, TestSources.Yaml("shop")), ((await FindAsync("shop"))!.Paused, (await FindAsync("shop"))!.Definition));
        Assert.Equal(entries, (await _host.AuditAsync()).Count);
    }

    [Fact]
    public async Task Sync_AFileInLatin1_IsReportedWithItsPlace()
    {
        await File.WriteAllBytesAsync(
            Path.Combine(_folder.Path, "shop.yaml"),
            System.Text.Encoding.Latin1.GetBytes(TestSources.Yaml("shop", "Caf\u00e9"))
        );
        await SyncAsync();

        Assert.Equal(
            "3:10: this is no UTF-8 (byte 0xE9); save the file as UTF-8",
            Assert.Single(_host.Get<DefinitionsFolder>().Problems).Message
        );
        Assert.Null(await FindAsync("shop"));
    }

    [Fact]
    public async Task Sync_ASampleThatFails_IsReportedUntilItsFileIsMended()
    {
        Write("shop.yaml", TestSources.Yaml("shop") + "samples: [{ path: catalog, file: list.html, count: 1 }]\n");
        Write("list.html", "<p>nothing</p>");
        await SyncAsync();
        Assert.Contains(
            "expected 1 rows, found 0",
            Assert.Single(_host.Get<DefinitionsFolder>().Problems).Message,
            StringComparison.Ordinal
        );
        Assert.Null(await FindAsync("shop"));

        Write("list.html", "<article><h2>A</h2></article>");
        await SyncAsync();
        Assert.Empty(_host.Get<DefinitionsFolder>().Problems);
        Assert.NotNull(await FindAsync("shop"));
    }

    [Fact]
    public async Task Sync_ARemovedFile_PausesAndOneThatIsBackResumes()
    {
        Write("shop.yaml", TestSources.Yaml("shop"));
        await SyncAsync();
        File.Delete(_folder.File("shop.yaml"));
        await SyncAsync();

        var paused = (await FindAsync("shop"))!;
        Assert.Equal(
            (true, "Its file is gone from the folder of definitions", "system"),
            (paused.Paused, paused.PauseReason, paused.PausedBy)
        );
        Assert.Null(_host.Get<DefinitionsFolder>().FileOf("shop"));

        Write("again.yaml", TestSources.Yaml("shop"));
        await SyncAsync();
        Assert.False((await FindAsync("shop"))!.Paused);
    }

    [Fact]
    public async Task Sync_ARenamedFile_PausesNothing()
    {
        Write("shop.yaml", TestSources.Yaml("shop"));
        await SyncAsync();
        File.Move(_folder.File("shop.yaml"), _folder.File("renamed.yml"));
        await SyncAsync();

        Assert.False((await FindAsync("shop"))!.Paused);
    }

    [Fact]
    public async Task Sync_TwoFilesOfOneId_TheSecondIsReported()
    {
        Write("a.yaml", TestSources.Yaml("shop", name: "First"));
        Write("b.yaml", TestSources.Yaml("shop", name: "Second"));
        await SyncAsync();

        Assert.Equal("First", (await FindAsync("shop"))!.Name);
        Assert.Contains(
            "The file a.yaml declares the source 'shop' already",
            Assert.Single(_host.Get<DefinitionsFolder>().Problems).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Sync_NoFolder_LeavesEverythingAsItIs()
    {
        Write("shop.yaml", TestSources.Yaml("shop"));
        await SyncAsync();
        Directory.Delete(_folder.Path, recursive: true);
        await SyncAsync();

        Assert.False((await FindAsync("shop"))!.Paused);
        Assert.Contains("There is no folder", Assert.Single(_host.Get<DefinitionsFolder>().Problems).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.Path);
    }

    [Fact]
    public async Task SaveOrDelete_ASourceOfTheFolder_IsRefused()
    {
        Write("shop.yaml", TestSources.Yaml("shop"));
        await SyncAsync();

        var saved = await _host
            .Get<SourceCommands>()
            .SaveAsync(Actors.Admin, TestSources.Yaml("shop", name: "Mine"), null, CancellationToken.None);
        var deleted = await _host
            .Get<SourceDeletionCommands>()
            .DeleteAsync(Actors.Admin, "shop", null, "tidying", null, CancellationToken.None);

        Assert.Equal((CommandStatus.Conflict, CommandStatus.Conflict), (saved.Status, deleted.Status));
        Assert.Contains("shop.yaml in the folder of definitions", saved.Message, StringComparison.Ordinal);
    }

    private Task SyncAsync() => _host.Get<DefinitionsFolderSync>().SyncAsync(CancellationToken.None);

    private Task<Source?> FindAsync(string id) => _host.Get<SourceQueries>().FindAsync(id, CancellationToken.None);

    private void Write(string name, string text) => File.WriteAllText(_folder.File(name), text);
}
