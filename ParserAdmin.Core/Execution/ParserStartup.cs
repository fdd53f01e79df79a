using Microsoft.Extensions.Hosting;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Keys;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Execution;

/// <summary>
/// What has to be true before anything may run: the schema is this program's, its keys are read, the settings row is there, this node is
/// known, what its last life left is marked as lost, and a stop or a STOP file is obeyed. Hosted services start in order, and this is the
/// first.
/// </summary>
public sealed class ParserStartup(
    DatabaseMigrator migrator,
    ProtectionKeys keys,
    ItemIndexer items,
    SettingsStore settings,
    NodeAgent node,
    SettingsWatcher watcher
) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(cancellationToken);
        await keys.LoadAsync(cancellationToken);
        await items.FillAsync(cancellationToken);
        await settings.EnsureCreatedAsync(cancellationToken);
        await node.RegisterAsync(cancellationToken);
        await watcher.PollAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
