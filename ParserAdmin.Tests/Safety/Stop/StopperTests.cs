using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>
/// Who may stop is known from the last look; the database's own word is heard beside the stop, and only a clear "not any more" opens the
/// latch again.
/// </summary>
public sealed class StopperTests
{
    private static readonly Actor Demoted = Actors.Operator with { Role = Role.Viewer };

    [Theory, EachDatabase]
    public async Task Stop_DatabaseSaysNotAnyMore_IsDeniedOnRecordAndTheLatchIsOpenAgain(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var now = new TaskCompletionSource<Actor?>(TaskCreationOptions.RunContinuationsAsynchronously);

        using var run = host.Get<ActiveRuns>()
            .Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", (await host.SettingsAsync()).Epoch, Scheduled: false));

        var stopping = StopAsync(host, now.Task);
        Assert.Equal([run.Identity.JobId], host.Get<ActiveRuns>().Stopped);
        Assert.Equal("Emergency stop by olga@example.org: smoke", host.Get<LocalLatch>().Reason);
        now.SetResult(Demoted);
        var result = await stopping.WaitAsync(StopHost.Hanging);

        Assert.Equal(CommandStatus.Forbidden, result.Status);
        Assert.Null(host.Get<LocalLatch>().Reason);
        Assert.Empty(host.Get<ActiveRuns>().Stopped);
        await StoreAsync(host);
        Assert.Equal((0, false), (await StoredAsync(host), (await host.SettingsAsync()).Stopped));
        var entry = Assert.Single(await host.AuditAsync(), entry => entry.Action == EmergencyStop.Action);
        Assert.Equal((AuditOutcome.Denied, "olga@example.org"), (entry.Outcome, entry.ActorName));
    }

    public static TheoryData<string> Words => ["still an operator", "an admin now", "nothing", "a failure"];

    [Theory, MemberData(nameof(Words))]
    public async Task Stop_DatabaseSaysAnythingElse_Stops(string word)
    {
        await using var host = await CoreHost.CreateAsync();

        var result = await StopAsync(
                host,
                word switch
                {
                    "still an operator" => Task.FromResult<Actor?>(Actors.Operator),
                    "an admin now" => Task.FromResult<Actor?>(Actors.Operator with { Role = Role.Admin }),
                    "nothing" => Task.FromResult<Actor?>(null),
                    _ => Task.FromException<Actor?>(new InvalidOperationException("the line broke")),
                }
            )
            .WaitAsync(StopHost.Hanging);

        Assert.True(result.Succeeded, result.Message);
        var settings = await host.SettingsAsync();
        Assert.Equal((true, "olga@example.org"), (settings.Stopped, settings.StoppedBy));
    }

    [Fact]
    public async Task Stop_DatabaseGivesNoWordInTime_Stops()
    {
        await using var host = await CoreHost.CreateAsync();
        var now = new TaskCompletionSource<Actor?>();

        var stopping = StopAsync(host, now.Task);
        await host.Clock.WaitForTimerAsync(Stopper.Patience);
        host.Clock.Advance(Stopper.Patience);
        var result = await stopping.WaitAsync(StopHost.Hanging);

        Assert.True(result.Succeeded, result.Message);
        Assert.True((await host.SettingsAsync()).Stopped);
    }

    /// <summary>The stop of somebody who may not any more would be on record for good.</summary>
    [Fact]
    public async Task StoreUnstored_PersonIsStillAskedFor_LeavesTheStopAlone()
    {
        await using var host = await CoreHost.CreateAsync();
        var now = new TaskCompletionSource<Actor?>();

        var stopping = StopAsync(host, now.Task);
        Assert.Single(host.Get<LocalLatch>().Unstored);
        await StoreAsync(host);

        Assert.Equal(0, await StoredAsync(host));
        now.SetResult(null);
        Assert.True((await stopping.WaitAsync(StopHost.Hanging)).Succeeded);
        Assert.Equal(1, await StoredAsync(host));
    }

    /// <summary>What the database did not take at first is tried again, also where its person was asked for.</summary>
    [Fact]
    public async Task StoreUnstored_PersonWasAskedForAndTheDatabaseDidNotTakeIt_IsStoredLater()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.SqlAsync("ALTER TABLE emergency_stops RENAME TO hidden");
        var result = await StopAsync(host, Task.FromResult<Actor?>(Actors.Operator)).WaitAsync(StopHost.Hanging);
        Assert.Equal(CommandStatus.Unavailable, result.Status);
        await host.SqlAsync("ALTER TABLE hidden RENAME TO emergency_stops");

        await StoreAsync(host);

        Assert.Equal((1, null), (await StoredAsync(host), host.Get<LocalLatch>().Reason));
    }

    private static Task<CommandResult<StopReport>> StopAsync(CoreHost host, Task<Actor?> now) =>
        host.Get<EmergencyStop>().StopAsync(new Stopper(Actors.Operator, now), "smoke", CancellationToken.None);

    private static Task StoreAsync(CoreHost host) => host.Get<EmergencyStop>().StoreUnstoredAsync(TimeSpan.Zero, CancellationToken.None);

    private static Task<long> StoredAsync(CoreHost host) => host.CountAsync("SELECT count(*) FROM emergency_stops");
}
