using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using Xunit;

namespace ParserAdmin.Tests.Safety.Gate;

public sealed class ActiveRunsTests
{
    private readonly ActiveRuns _runs = new();

    [Fact]
    public void Begin_TheSameJobTwice_IsAFaultAndLeavesTheFirst()
    {
        var first = _runs.Begin(Job());

        var fault = Assert.Throws<InvariantException>(() => _runs.Begin(first.Identity));

        Assert.Equal($"Job {first.Identity.JobId} already runs on this node.", fault.Message);
        Assert.Equal([first], _runs.All);
    }

    [Fact]
    public async Task End_OfARun_IsNotAmongThemAndHasEnded()
    {
        var run = _runs.Begin(Job());
        Assert.False(run.Ended.IsCompleted);
        Assert.Equal([run], _runs.All);

        _runs.End(run);

        Assert.Empty(_runs.All);
        await run.Ended.WaitAsync(TimeSpan.FromSeconds(5));
        _runs.Begin(run.Identity);
    }

    [Fact]
    public void Cancel_SomeOfThem_LeavesTheOthers()
    {
        var (chosen, other) = (_runs.Begin(Job()), _runs.Begin(Job("books")));

        Assert.Equal(1, _runs.Cancel(run => run.SourceId == "shop", "paused"));

        Assert.Equal(("paused", null), (chosen.CancelReason, other.CancelReason));
        Assert.Equal((true, false), (chosen.Stopping.IsCancellationRequested, other.Stopping.IsCancellationRequested));
        Assert.Empty(_runs.Stopped);
    }

    [Fact]
    public void Stop_RunThatWasCancelledBefore_IsNotAmongThoseThatItEnded()
    {
        var (paused, other) = (_runs.Begin(Job()), _runs.Begin(Job("books")));
        _runs.Cancel(run => run.SourceId == "shop", "paused");

        Assert.Equal([other.Identity.JobId], _runs.Stop(_ => true, "Emergency stop by olga"));

        Assert.Equal(("paused", "Emergency stop by olga"), (paused.CancelReason, other.CancelReason));
        Assert.Equal([other.Identity.JobId], _runs.Stopped);
        _runs.ForgetStopped(_runs.Stopped);
        Assert.Empty(_runs.Stopped);
    }

    [Fact]
    public void Cancel_Twice_CountsOnceAndKeepsTheFirstReason()
    {
        var run = _runs.Begin(Job());
        _runs.Cancel(_ => true, "first");

        Assert.Equal(0, _runs.Cancel(_ => true, "second"));

        Assert.Equal("first", run.CancelReason);
        Assert.True(run.Cancel("third") is false);
    }

    [Fact]
    public void Cancel_LookAtAPage_IsEndedAndNotCountedAsAJob()
    {
        var look = _runs.Begin(Job() with { IsPreview = true });

        Assert.Empty(_runs.Stop(_ => true, "Emergency stop by olga"));

        Assert.Equal("Emergency stop by olga", look.CancelReason);
        Assert.True(look.Stopping.IsCancellationRequested);
        Assert.Empty(_runs.Stopped);
    }

    /// <summary>It is on the list that the stop goes through, and at its end by itself.</summary>
    [Fact]
    public void Stop_RunEndsInTheSameMoment_TheOthersAreStoppedAllTheSame()
    {
        var (ended, others) = (_runs.Begin(Job()), Enumerable.Range(0, 7).Select(_ => _runs.Begin(Job())).ToList());
        ended.Dispose();

        _runs.Stop(_ => true, "Emergency stop by olga");

        Assert.All(others, run => Assert.True(run.Stopping.IsCancellationRequested));
    }

    /// <summary>A callback may do anything: the stop of the next run does not wait for it.</summary>
    [Fact]
    public async Task Cancel_CallbackThatNeverEnds_DoesNotHoldUpTheNextRun()
    {
        var (stuck, next) = (_runs.Begin(Job()), _runs.Begin(Job("books")));
        using var never = new ManualResetEventSlim();
        using var here = stuck.Stopping.Register(never.Wait);
        using var there = next.Stopping.Register(never.Wait);

        var cancelling = Task.Run(() => _runs.Cancel(_ => true, "Emergency stop by olga"));

        Assert.Equal(2, await cancelling.WaitAsync(TimeSpan.FromSeconds(10)));
        never.Set();
    }

    [Fact]
    public async Task Quiet_NothingUnderWay_IsQuiet() => await _runs.QuietAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));

    [Fact]
    public async Task Quiet_TwoUnderWay_WaitsForBoth()
    {
        var (one, two) = (_runs.Enter(), _runs.Enter());
        var quiet = _runs.QuietAsync(CancellationToken.None);

        one.Dispose();
        one.Dispose();
        Assert.False(quiet.IsCompleted);
        Assert.False(_runs.QuietAsync(CancellationToken.None).IsCompleted);

        two.Dispose();
        await quiet.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.True(_runs.QuietAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Quiet_AnotherBeginsAfterwards_IsUnderWayAgain()
    {
        _runs.Enter().Dispose();
        var again = _runs.Enter();

        var quiet = _runs.QuietAsync(CancellationToken.None);

        Assert.False(quiet.IsCompleted);
        again.Dispose();
        await quiet.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Quiet_TheCallerGivesUp_IsCancelled()
    {
        using var gone = new CancellationTokenSource();
        using var flight = _runs.Enter();
        var quiet = _runs.QuietAsync(gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => quiet.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    private static RunIdentity Job(string source = "shop") => new(Guid.CreateVersion7(), "catalog-sync", source, 0, Scheduled: false);
}
