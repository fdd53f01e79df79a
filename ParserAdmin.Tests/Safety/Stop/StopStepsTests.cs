using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>Each step of a stop by itself: what it waits for, what it says of it, and that the next one does not depend on it.</summary>
public sealed class StopStepsTests : IDisposable
{
    private readonly Complaints _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Stop_RunsThatNoRowKnows_AreCountedAsWell()
    {
        await using var host = await HostAsync();
        for (var i = 0; i < 3; i++)
            host.Get<ActiveRuns>().Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", $"shop-{i}", 0, Scheduled: false));

        var result = await host.StopAsync();

        Assert.Equal((3, false), (result.Value!.JobsCancelled, result.Value.Kept));
        Assert.False(Directory.Exists(Path.Combine(host.DataDirectory, "unstored-stops")));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Stop_ByACommand_LeavesNoFileBehind()
    {
        await using var host = await HostAsync();

        var result = await host.StopAsync(StopHost.Shell);

        Assert.Equal((true, true, false), (result.Succeeded, result.Value!.Stored, result.Value.Kept));
        Assert.Empty(host.Get<UnstoredStops>().Read());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Stop_ByACommandWhileTheDatabaseIsHeld_WaitsLongerThanAPersonWould()
    {
        await using var host = await HostAsync();
        await using var other = await host.OpenAsync();
        await using var held = await other.Database.BeginTransactionAsync();

        var stopping = host.Get<EmergencyStop>().StopAsync(StopHost.Shell, "smoke", CancellationToken.None);
        await host.Clock.WaitForTimerAsync(left => left == TimeSpan.FromSeconds(5));
        Assert.True(SpinWait.SpinUntil(() => host.Get<UnstoredStops>().Read().Count == 1, StopHost.Hanging));
        host.Clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(stopping.IsCompleted);
        host.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var result = await stopping.WaitAsync(StopHost.Hanging);
        Assert.Equal((CommandStatus.Unavailable, true), (result.Status, result.Value!.Kept));
    }

    [Fact]
    public async Task Stop_DatabaseIsHeld_SaysWhatIsDoneAndWhatIsNot()
    {
        await using var host = await HostAsync();
        host.Get<ActiveRuns>().Begin(new RunIdentity(Guid.CreateVersion7(), "catalog-sync", "shop", 0, Scheduled: false));
        await using var other = await host.OpenAsync();
        await using var held = await other.Database.BeginTransactionAsync();

        var stopping = host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await host.Clock.WaitForTimerAsync(left => left == TimeSpan.FromMilliseconds(450));
        host.Clock.Advance(TimeSpan.FromMilliseconds(450));
        var result = await stopping.WaitAsync(StopHost.Hanging);

        Assert.Equal(
            "This node is stopped (1 jobs cancelled). The stop could not be stored yet. The database did not answer in time; perhaps "
                + "another program holds it. Who, when and why are kept in the data folder; they are stored as soon as the database takes "
                + "them.",
            result.Message
        );
        Assert.Equal(["The emergency stop is not stored yet", result.Message!], _log.Lines);
    }

    /// <summary>The store goes through while the answer is already on its way: nothing may be left lying in the folder.</summary>
    [Fact]
    public async Task Stop_StoredJustAfterPatienceEnded_LeavesNoFileBehind()
    {
        await using var host = await HostAsync();
        await using var other = await host.OpenAsync();
        var held = await other.Database.BeginTransactionAsync();
        _log.Heard = line =>
        {
            if (line != "The emergency stop is not stored yet")
                return;
            held.Dispose();
            SpinWait.SpinUntil(() => host.Get<LocalLatch>().Reason is null, StopHost.Hanging);
        };

        var stopping = host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await host.Clock.WaitForTimerAsync(left => left == TimeSpan.FromMilliseconds(450));
        host.Clock.Advance(TimeSpan.FromMilliseconds(450));
        await stopping.WaitAsync(StopHost.Hanging);

        Assert.True((await host.SettingsAsync()).Stopped);
        Assert.True(SpinWait.SpinUntil(() => !host.Get<UnstoredStops>().Any, StopHost.Hanging));
    }

    [Fact]
    public async Task Stop_DatabaseRefuses_SaysWhyInItsWords()
    {
        await using var host = await HostAsync();
        await host.SqlAsync("ALTER TABLE emergency_stops RENAME TO hidden");

        var result = await host.StopAsync();

        Assert.Equal(
            "This node is stopped (0 jobs cancelled). The stop could not be stored yet. SQLite Error 1: 'no such table: emergency_stops'. "
                + "Who, when and why are kept in the data folder; they are stored as soon as the database takes them.",
            result.Message
        );
        Assert.Equal(
            (CommandStatus.Unavailable, true, true, false, false, null),
            (result.Status, result.Value!.Kept, result.Value.Told, result.Value.Stored, result.Value.Audited, result.Value.Epoch)
        );
        Assert.Equal("The emergency stop could not be stored: SQLite Error 1: 'no such table: emergency_stops'.", _log.Lines.First());
    }

    [Fact]
    public async Task Stop_RefusedLater_IsToldWhenItIs()
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.Heard = line =>
        {
            if (line == "The emergency stop was not counted: nobody counts")
                heard.SetResult();
        };
        var counting = new TaskCompletionSource<int>();
        await using var host = await HostAsync(new Counter(() => counting.Task));

        var stopping = host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        await host.Clock.WaitForTimerAsync(left => left == TimeSpan.FromMilliseconds(100));
        host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        var result = await stopping.WaitAsync(StopHost.Hanging);

        Assert.Equal((true, 0), (result.Succeeded, result.Value!.JobsCancelled));
        Assert.Equal(["The emergency stop is not counted yet"], _log.Lines);
        counting.SetException(new InvalidOperationException("nobody counts"));
        await heard.Task.WaitAsync(StopHost.Hanging);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Stop_CannotCount_IsDoneAllTheSame(bool tooSlow)
    {
        await using var host = await HostAsync(
            new Counter(() =>
                Task.FromException<int>(tooSlow ? new TimeoutException("too slow") : new NotSupportedException("nobody counts"))
            )
        );

        var result = await host.StopAsync();

        Assert.Equal((true, true, 0), (result.Succeeded, result.Value!.Audited, result.Value.JobsCancelled));
        Assert.Equal([$"The emergency stop could not be counted: {(tooSlow ? "too slow" : "nobody counts")}"], _log.Lines);
    }

    [Fact]
    public async Task Stop_TrailTakesNothing_IsStoredAllTheSame()
    {
        var saves = new SaveFaults();
        await using var host = await HostAsync(configure: services => services.AddSingleton<ISaveChangesInterceptor>(saves));
        saves.BeforeSave = SaveFaults.Refuse;

        var result = await host.StopAsync();

        Assert.Equal((true, true, false), (result.Succeeded, result.Value!.Stored, result.Value.Audited));
        Assert.Equal(1L, result.Value.Epoch);
        Assert.Equal(["The emergency stop could not be brought in step: the disk is full"], _log.Lines);
    }

    [Fact]
    public async Task Stop_ByAViewerWhileNothingCanBeRecorded_IsStillDenied()
    {
        var saves = new SaveFaults();
        await using var host = await HostAsync(configure: services => services.AddSingleton<ISaveChangesInterceptor>(saves));
        saves.BeforeSave = SaveFaults.Refuse;

        var result = await host.StopAsync(Actors.Viewer);

        Assert.Equal((CommandStatus.Forbidden, "This needs the role operator. Ask an admin."), (result.Status, result.Message));
        Assert.Equal(["That vera@example.org was refused an emergency stop could not be recorded: the disk is full"], _log.Lines);
        Assert.Null(host.Get<LocalLatch>().Reason);
    }

    [Fact]
    public async Task Stop_ByAViewerAndAFaultOfOurOwn_IsNotSwallowed()
    {
        var saves = new SaveFaults();
        await using var host = await HostAsync(configure: services => services.AddSingleton<ISaveChangesInterceptor>(saves));
        saves.BeforeSave = _ => throw new NotSupportedException("nobody foresaw this");

        await Assert.ThrowsAsync<NotSupportedException>(() => host.StopAsync(Actors.Viewer));
    }

    private Task<CoreHost> HostAsync(IRunningJobs? jobs = null, Action<IServiceCollection>? configure = null) =>
        StopHost.CreateAsync(_log, jobs, configure);

    private sealed class Counter(Func<Task<int>> count) : IRunningJobs
    {
        public Task<int> CountAsync(ParserDbContext context, CancellationToken cancellationToken) => count();

        public Task<IReadOnlyList<IEvent>> CancelPendingAsync(
            ParserDbContext context,
            string reason,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyList<IEvent>>([]);
    }
}
