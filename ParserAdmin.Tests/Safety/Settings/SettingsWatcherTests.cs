using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Settings;

public sealed class SettingsWatcherTests
{
    [Fact]
    public async Task Watching_SqlUpdate_IsNoticedAtTheNextLook()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SwitchToAutoAsync();
        await using var news = host.Get<EventBus>().Subscribe(happened => happened is SettingsChanged { Settings.Mode: ParserMode.Manual });
        var watcher = host.Get<SettingsWatcher>();
        await watcher.StartAsync(CancellationToken.None);
        await host.Clock.WaitForTimerAsync(SettingsWatcher.Interval);

        await host.SqlAsync("UPDATE parser_settings SET mode = 'manual' WHERE id = 1");
        host.Clock.Advance(SettingsWatcher.Interval);

        await using var batches = news.ReadBatchesAsync().GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        await watcher.StopAsync(CancellationToken.None);
        Assert.True(SettingsWatcher.Interval * 5 <= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Look_BlindForFiveSeconds_EndsTheRunsOfThisNode()
    {
        await using var host = await CoreHost.CreateAsync();
        var watcher = host.Get<SettingsWatcher>();
        await watcher.PollAsync(CancellationToken.None);
        using var run = host.Get<ActiveRuns>().Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", 0, Scheduled: false));
        await host.SqlAsync("ALTER TABLE parser_settings RENAME TO hidden");

        host.Clock.Advance(SettingsWatcher.BlindLimit - TimeSpan.FromMilliseconds(1));
        await watcher.PollAsync(CancellationToken.None);
        Assert.False(run.Stopping.IsCancellationRequested);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await watcher.PollAsync(CancellationToken.None);

        Assert.True(run.Stopping.IsCancellationRequested);
    }

    [Theory, EachDatabase]
    public async Task Look_StopFileAppears_StopsAndIsOnRecord(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        using var run = host.Get<ActiveRuns>().Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", 0, Scheduled: false));
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "STOP"), "water in the server room\nsecond line");

        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        Assert.True(run.Stopping.IsCancellationRequested);
        var settings = await host.SettingsAsync();
        Assert.Equal((true, 1L), (settings.Stopped, settings.Epoch));
        var entry = Assert.Single(await host.AuditAsync(), entry => entry.Action == "emergency-stop");
        Assert.Equal((ActorType.System, "STOP file: water in the server room"), (entry.ActorType, entry.Reason));
    }

    [Fact]
    public async Task Look_StopFileWhileTheDatabaseIsDown_StopsThisNode()
    {
        await using var host = await CoreHost.CreateAsync();
        using var run = host.Get<ActiveRuns>().Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", 0, Scheduled: false));
        await host.SqlAsync("ALTER TABLE parser_settings RENAME TO hidden");
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "STOP"), "");

        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        Assert.True(run.Stopping.IsCancellationRequested);
        var refused = await host.Get<ExecutionGate>().AskAsync(run.Identity, GateAction.Request, CancellationToken.None);
        Assert.Equal(GateRefusal.Stopped, refused!.Value.Refusal);
    }
}
