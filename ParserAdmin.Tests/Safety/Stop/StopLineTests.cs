using Microsoft.Data.Sqlite;
using Npgsql;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

/// <summary>The stop's own connection: when it is open, when it is given up, and what is said on it.</summary>
public sealed class StopLineTests
{
    private static readonly StopRecord Smoke = StopRecord.Create(Actors.Operator, "smoke", "node-1", SafetyStates.Then);

    [Fact]
    public async Task Prepare_DatabaseOfSeveralNodes_OpensAndRehearsesOnceAndKeepsTheConnectionForTheStop()
    {
        using var watched = await WatchedLine.CreateAsync();

        await watched.Line.PrepareAsync(CancellationToken.None);
        await watched.Line.PrepareAsync(CancellationToken.None);

        Assert.Equal([WatchedLine.Setup, "SELECT epoch FROM emergency_stops WHERE id = @id"], watched.Said);
        Assert.Equal(1, await StoreAsync(watched));
        Assert.Equal((1, 0), watched.Connections);
        Assert.Equal(1L, await watched.AskAsync("SELECT count(*) FROM emergency_stops"));
    }

    /// <summary>Its file may be replaced, and one that is open would still be the old one.</summary>
    [Fact]
    public async Task Use_DatabaseOfOneNode_OpensAConnectionEachTimeAndKeepsNone()
    {
        using var watched = await WatchedLine.CreateAsync();
        watched.Shared = false;

        await watched.Line.PrepareAsync(CancellationToken.None);
        Assert.Equal((0, 0), watched.Connections);
        await StoreAsync(watched);
        await StoreAsync(watched);

        Assert.Equal((2, 2), watched.Connections);
    }

    /// <summary>While an outage lasts each try takes long: a stop must not stand behind a line of them.</summary>
    [Fact]
    public async Task Prepare_AnotherOneIsOpening_DoesNotStandBehindIt()
    {
        using var watched = await WatchedLine.CreateAsync();
        var (begun, held) = (Source(), Source());
        watched.Opening = () =>
        {
            begun.TrySetResult();
            return held.Task;
        };
        var storing = watched.Line.StoreAsync(Smoke, CancellationToken.None);
        await begun.Task.WaitAsync(StopHost.Hanging);

        Assert.True(watched.Line.PrepareAsync(CancellationToken.None).IsCompletedSuccessfully);

        held.SetResult();
        Assert.Equal(1, await storing.WaitAsync(StopHost.Hanging));
        Assert.Equal((1, 0), watched.Connections);
    }

    [Fact]
    public async Task Tell_DatabaseCarriesMessages_SaysWhichProcessStoppedAndWhyInShort()
    {
        using var watched = await WatchedLine.CreateAsync();
        var stop = Smoke with { Reason = new string('x', 1_500) };

        Assert.True(await watched.Line.TellAsync(stop, CancellationToken.None).WaitAsync(StopHost.Hanging));

        Assert.Equal($"{watched.Origin.Instance:N}|stop|{stop.Write(1_000)}", await watched.AskAsync("SELECT message FROM told"));
    }

    [Fact]
    public async Task Tell_DatabaseCarriesNone_SaysNoAndOpensNothing()
    {
        using var watched = await WatchedLine.CreateAsync();
        watched.CarriesMessages = false;

        Assert.False(await watched.Line.TellAsync(Smoke, CancellationToken.None));

        Assert.Equal((0, 0), watched.Connections);
    }

    [Fact]
    public async Task Store_ConnectionWasLostUnnoticed_IsTriedOnceMoreOnANewOne()
    {
        using var watched = await WatchedLine.CreateAsync();
        await watched.Line.PrepareAsync(CancellationToken.None);
        var lost = 1;
        watched.Before = _ => Interlocked.Exchange(ref lost, 0) == 1 ? throw new SqliteException("it went away", 10) : Task.CompletedTask;

        Assert.Equal(1, await StoreAsync(watched));

        Assert.Equal((2, 1), watched.Connections);
    }

    [Fact]
    public async Task Store_DatabaseIsAway_IsTriedOnANewConnectionOnceAndOnNoOther()
    {
        using var watched = await WatchedLine.CreateAsync();
        await watched.Line.PrepareAsync(CancellationToken.None);
        watched.Before = _ => throw new SqliteException("it is away", 10);

        await Assert.ThrowsAsync<SqliteException>(() => StoreAsync(watched));

        Assert.Equal((2, 2), watched.Connections);
    }

    [Fact]
    public async Task Store_NewConnectionIsRefused_FailsAtOnceAndTheNextStopOpensAnother()
    {
        using var watched = await WatchedLine.CreateAsync();
        watched.Before = _ => throw new SqliteException("it is away", 10);

        await Assert.ThrowsAsync<SqliteException>(() => StoreAsync(watched));
        Assert.Equal((1, 1), watched.Connections);

        watched.Before = _ => Task.CompletedTask;
        Assert.Equal(1, await StoreAsync(watched));
        Assert.Equal((2, 1), watched.Connections);
    }

    /// <summary>Another stop's transaction has the epoch, and does not end.</summary>
    [Fact]
    public async Task Store_EpochIsHeld_GoesOneFurtherEachTime()
    {
        using var watched = await WatchedLine.CreateAsync();
        var held = 2;
        watched.Before = said =>
            WatchedLine.Stores(said) && held-- > 0
                ? throw new PostgresException("lock not available", "ERROR", "ERROR", PostgresErrorCodes.LockNotAvailable)
                : Task.CompletedTask;

        Assert.Equal(3, await StoreAsync(watched));
    }

    /// <summary>A stop that is there has moved the newest epoch itself: the next one is one further anyway.</summary>
    [Fact]
    public async Task Store_EpochIsTakenEachTime_IsTriedFortyTimesWithoutAGap()
    {
        using var watched = await WatchedLine.CreateAsync();
        watched.Before = said => WatchedLine.Stores(said) ? throw new SqliteException("taken", 19) : Task.CompletedTask;

        await Assert.ThrowsAsync<SqliteException>(() => StoreAsync(watched));

        var tries = watched.Said.Where(WatchedLine.Stores).ToList();
        Assert.Equal(40, tries.Count);
        Assert.Single(tries.Distinct());
    }

    [Fact]
    public async Task Dispose_ConnectionIsIdle_ClosesIt()
    {
        using var watched = await WatchedLine.CreateAsync();
        await watched.Line.PrepareAsync(CancellationToken.None);

        watched.Line.Dispose();

        Assert.Equal((1, 1), watched.Connections);
    }

    [Fact]
    public async Task Dispose_AStopIsBeingStored_ClosesItAfterwards()
    {
        using var watched = await WatchedLine.CreateAsync();
        var (begun, held) = (Source(), Source());
        watched.Before = said =>
        {
            if (!WatchedLine.Stores(said))
                return Task.CompletedTask;
            begun.TrySetResult();
            return held.Task;
        };
        var storing = watched.Line.StoreAsync(Smoke, CancellationToken.None);
        await begun.Task.WaitAsync(StopHost.Hanging);

        watched.Line.Dispose();
        Assert.Equal((1, 0), watched.Connections);
        held.SetResult();

        Assert.Equal(1, await storing.WaitAsync(StopHost.Hanging));
        Assert.Equal((1, 1), watched.Connections);
    }

    private static Task<long> StoreAsync(WatchedLine watched) =>
        watched.Line.StoreAsync(Smoke, CancellationToken.None).WaitAsync(StopHost.Hanging);

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
