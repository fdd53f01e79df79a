using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>A stop that one node made and another finishes.</summary>
public sealed class ToldStopTests
{
    private static readonly StopRecord Stop = StopRecord.Create(Actors.Operator, "smoke", "node-1", SafetyStates.Then);

    [Theory, EachDatabase]
    public async Task Look_StoppingNodeDiedAfterStoring_AnotherBringsItInStepInItsName(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        await host.SwitchToAutoAsync();
        await host.AddSourceAsync();
        var run = await other.BeginRunAsync();
        await host.Get<StopLine>().StoreAsync(Stop, CancellationToken.None);

        await Task.WhenAll(
            Task.Run(() => other.Get<SettingsWatcher>().PollAsync(CancellationToken.None)),
            Task.Run(() => host.Get<SettingsWatcher>().PollAsync(CancellationToken.None))
        );

        Assert.True(run.Stopping.IsCancellationRequested);
        var entry = Assert.Single(await host.AuditAsync(), entry => entry.Action == EmergencyStop.Action);
        Assert.Equal(("olga@example.org", Actors.Operator.Id, "smoke", 1L), (entry.ActorName, entry.ActorId, entry.Reason, entry.Epoch));
        Assert.Contains(
            SafetyStates.Then.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
            entry.After,
            StringComparison.Ordinal
        );
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM parser_settings WHERE epoch = 1 AND stopped_by = 'olga@example.org'"));
    }

    [Theory, EachDatabase]
    public async Task Hear_StoppingNodeDiesBeforeStoring_IsObeyedAtOnceAndStoredByWhoHeard(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        await host.AddSourceAsync();
        var run = await other.BeginRunAsync();

        Assert.Equal(1, other.Get<EmergencyStop>().ApplyCancellation(Stop));
        Assert.True(run.Stopping.IsCancellationRequested);
        Assert.Equal("Emergency stop by olga@example.org: smoke", other.Get<LocalLatch>().Reason);
        await other.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        Assert.False((await host.SettingsAsync()).Stopped);

        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await other.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        Assert.Null(other.Get<LocalLatch>().Reason);
        var settings = await host.SettingsAsync();
        Assert.Equal(
            (true, 1L, "olga@example.org", "smoke", SafetyStates.Then),
            (settings.Stopped, settings.Epoch, settings.StoppedBy, settings.StopReason, settings.StoppedAt)
        );
    }

    [Theory, EachDatabase]
    public async Task Store_ByTwoNodesAtOnce_IsOneStop(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();

        var epochs = await Task.WhenAll(
            host.Get<StopLine>().StoreAsync(Stop, CancellationToken.None),
            other.Get<StopLine>().StoreAsync(Stop, CancellationToken.None)
        );

        Assert.Equal([1L, 1L], epochs);
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM emergency_stops"));
    }

    [Theory, EachDatabase]
    public async Task Hear_LongAfterTheReset_OpensAgainWithoutASecondStop(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        await host.Get<StopLine>().StoreAsync(Stop, CancellationToken.None);
        var reset = await ResetAsync(host);
        Assert.True(reset.Succeeded, reset.Message);

        other.Get<EmergencyStop>().ApplyCancellation(Stop);
        Assert.NotNull(other.Get<LocalLatch>().Reason);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await other.Get<SettingsWatcher>().PollAsync(CancellationToken.None);
        other.Get<EmergencyStop>().ApplyCancellation(Stop);

        Assert.Null(other.Get<LocalLatch>().Reason);
        Assert.Equal((false, 1L), ((await host.SettingsAsync()).Stopped, (await host.SettingsAsync()).Epoch));
    }

    [Theory, EachDatabase]
    public async Task Reset_DecidedOnAStopThatIsNotInStepYet_IsNotStaleAndCoversIt(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        var pending = await host.AddJobAsync(JobStatus.Pending);
        await host.Get<StopLine>().StoreAsync(Stop, CancellationToken.None);

        var reset = await ResetAsync(host);

        Assert.True(reset.Succeeded, reset.Message);
        var settings = await host.SettingsAsync();
        Assert.Equal((false, ParserMode.Manual, 1L), (settings.Stopped, settings.Mode, settings.Epoch));
        Assert.Equal([EmergencyStop.Action, "emergency-stop.reset"], (await host.AuditAsync()).TakeLast(2).Select(entry => entry.Action));
        Assert.Equal(JobStatus.Cancelled, (await host.JobAsync(pending.Id)).Status);
    }

    [Theory, EachDatabase]
    public async Task Look_EpochTurnedBackByHandAfterAReset_BringsNoOldStopBack(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<StopLine>().StoreAsync(Stop, CancellationToken.None);
        await ResetAsync(host);

        await host.SqlAsync("UPDATE parser_settings SET epoch = 0 WHERE id = 1");
        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        Assert.Equal((false, 1L), ((await host.SettingsAsync()).Stopped, (await host.SettingsAsync()).Epoch));
        Assert.Single(await host.AuditAsync(), entry => entry.Action == EmergencyStop.Action);
    }

    [Fact]
    public async Task Look_CommandLeftItsStopInTheFolder_IsObeyedAndStored()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        await host.Get<UnstoredStops>().KeepAsync(Stop);

        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        Assert.True(run.Stopping.IsCancellationRequested);
        Assert.Equal(
            (true, 1L, "smoke"),
            ((await host.SettingsAsync()).Stopped, (await host.SettingsAsync()).Epoch, (await host.SettingsAsync()).StopReason)
        );
        Assert.Empty(host.Get<UnstoredStops>().Read());
    }

    [Theory, EachDatabase]
    public async Task Look_StoppedByHandWhileAnotherStopIsNotInStep_KeepsBothApart(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<StopLine>().StoreAsync(Stop, CancellationToken.None);
        await host.SqlAsync("UPDATE parser_settings SET stopped = true WHERE id = 1");

        await host.Get<SettingsWatcher>().PollAsync(CancellationToken.None);

        var settings = await host.SettingsAsync();
        Assert.Equal((true, 2L), (settings.Stopped, settings.Epoch));
        Assert.Equal(2, await host.CountAsync("SELECT count(*) FROM emergency_stops"));
        Assert.Single(await host.AuditAsync(), entry => entry.Action == EmergencyStop.Action && entry.ActorName == "olga@example.org");
        Assert.Single(await host.AuditAsync(), entry => entry.ActorType == ActorType.Database);
    }

    [Theory, EachDatabase]
    public async Task Acknowledge_RequestIsUnderWay_WaitsUntilItHasEnded(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await host.Get<NodeAgent>().StartAsync(CancellationToken.None);
        await using var told = host.Get<EventBus>().Subscribe(happened => happened is NodeChanged { AcknowledgedEpoch: 1 });
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        var request = run.Enter()!;

        Assert.True((await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None)).Succeeded);
        await host.Clock.WaitForTimerAsync(NodeAgent.HeartbeatInterval);
        host.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(0, (await host.Get<NodeQueries>().AllAsync(CancellationToken.None))[0].AcknowledgedEpoch);

        request.Dispose();
        await using var batches = told.ReadBatchesAsync().GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.InRange(((NodeChanged)batches.Current[0]).AcknowledgedMs!.Value, 7_000, 7_500);
        await host.Get<NodeAgent>().StopAsync(CancellationToken.None);
    }

    [Theory, EachDatabase]
    public async Task Explain_Afterwards_IsAnEntryOfItsOwnAndTheFiguresStay(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var agent = host.Get<NodeAgent>();
        await agent.RegisterAsync(CancellationToken.None);
        await agent.StartAsync(CancellationToken.None);
        await using var told = host.Get<EventBus>().Subscribe(happened => happened is NodeChanged { AcknowledgedEpoch: 1 });
        await using var news = told.ReadBatchesAsync(TimeSpan.Zero).GetAsyncEnumerator();
        await host.AddSourceAsync();
        await host.BeginRunAsync();
        var early = await host.Get<SafetyCommands>().ExplainStopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, null, CancellationToken.None);
        Assert.True(await news.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
        var (figures, stopped) = (await FiguresAsync(host), await host.SettingsAsync());
        await BeatAsync(host, news);

        var denied = await host.Get<SafetyCommands>().ExplainStopAsync(Actors.Viewer, "smoke", CancellationToken.None);
        var explained = await host.Get<SafetyCommands>().ExplainStopAsync(Actors.Operator, "smoke", CancellationToken.None);
        var again = await host.Get<SafetyCommands>().ExplainStopAsync(Actors.Operator, "smoke", CancellationToken.None);

        // Were it measured again, it would have taken until now; and the row would have been written by then.
        await BeatAsync(host, news);
        Assert.Equal((1L, 1), (figures.AcknowledgedEpoch, figures.StoppedJobs));
        Assert.Equal(figures, await FiguresAsync(host));
        Assert.Equal(
            (CommandStatus.Conflict, CommandStatus.Forbidden, CommandStatus.Done, CommandStatus.Done),
            (early.Status, denied.Status, explained.Status, again.Status)
        );
        var settings = await host.SettingsAsync();
        Assert.Equal(
            (stopped.Epoch, stopped.StoppedAt, stopped.StoppedBy, "smoke"),
            (settings.Epoch, settings.StoppedAt, settings.StoppedBy, settings.StopReason)
        );
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM emergency_stops"));
        var entries = (await host.AuditAsync())
            .Where(entry => entry.Outcome == AuditOutcome.Succeeded)
            .Select(entry => entry.Action)
            .ToList();
        Assert.Equal([EmergencyStop.Action, SafetyCommands.ReasonAction], entries.TakeLast(2));
        await agent.StopAsync(CancellationToken.None);
    }

    private static async Task<(long AcknowledgedEpoch, double? AcknowledgedMs, int StoppedJobs)> FiguresAsync(CoreHost host) =>
        (await host.Get<NodeQueries>().AllAsync(CancellationToken.None))
            .Select(node => (node.AcknowledgedEpoch, node.AcknowledgedMs, node.StoppedJobs))
            .Single();

    private static async Task BeatAsync(CoreHost host, IAsyncEnumerator<IReadOnlyList<IEvent>> news)
    {
        await host.Clock.WaitForTimerAsync(NodeAgent.HeartbeatInterval);
        host.Clock.Advance(NodeAgent.HeartbeatInterval);
        Assert.True(await news.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static async Task<CommandResult<ParserSettings>> ResetAsync(CoreHost host) =>
        await host.Get<SafetyCommands>()
            .ResetAsync(Actors.Admin, "fixed", "RESET", (await host.SettingsAsync()).Version, CancellationToken.None);
}
