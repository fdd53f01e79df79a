using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Schedules.Slots;
using Xunit;

namespace ParserAdmin.Tests.Jobs;

/// <summary>Which pending jobs still wait for their time, asked of one job and of a query alike, and what a slot makes of them.</summary>
public sealed class JobWaitTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(null, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Waits_UntilItsTime_IsNotReady(int? seconds, bool waits)
    {
        var job = Retry(seconds);

        Assert.Equal(waits, JobWait.Waits(job, Now));
        Assert.Equal(waits, JobWait.Waiting(Now).Compile()(job));
        Assert.Equal(!waits, JobWait.Ready(Now).Compile()(job));
        Assert.Equal(!waits, JobWait.MayBeReady(Now).Compile()(job));
    }

    [Theory, InlineData(null), InlineData(-1), InlineData(1)]
    public void Waits_NotPending_IsNeitherWaitingNorReady(int? seconds)
    {
        var job = Retry(seconds);
        job.Start("node-1", Guid.Empty, 5, Now);

        Assert.False(JobWait.Waits(job, Now));
        Assert.False(JobWait.Waiting(Now).Compile()(job));
        Assert.False(JobWait.Ready(Now).Compile()(job));
        Assert.False(JobWait.MayBeReady(Now.AddDays(-1)).Compile()(job));
    }

    [Theory, InlineData(10_000, false), InlineData(10_001, true)]
    public void MayBeReady_AskedForInTheFuture_IsLookedAtBeyondTheTolerance(int aheadMs, bool looked) =>
        Assert.Equal(looked, JobWait.MayBeReady(Now.AddMilliseconds(-aheadMs)).Compile()(Retry(3_600)));

    [Theory]
    [InlineData(60, 0, true, null)]
    [InlineData(60, 1, false, "The server asked to wait until 12:01:00 UTC")]
    [InlineData(0, 0, false, null)]
    [InlineData(0, 1, false, null)]
    public void Slot_WhileARetryWaits_TakesItsPlaceUnlessTheServerNamedTheTime(int seconds, int serverWaits, bool yields, string? bar)
    {
        var job = Retry(seconds, serverWaits);

        Assert.Equal(yields, WaitingRetries.Yields(job, Now));
        Assert.Equal(bar, WaitingRetries.Bar([Retry(0), job], Now));
    }

    private static ParserJob Retry(int? seconds, int serverWaits = 0)
    {
        var failed = ParserJob.Request(
            "catalog-sync",
            "shop",
            JobTrigger.Schedule,
            "system",
            JobParameters.None,
            5,
            Now,
            "catalog-sync:shop"
        );
        DateTime? until = seconds is { } wait ? Now.AddSeconds(wait) : null;
        return ParserJob.Follow(failed, new NextAttempt(2, "Retry", until, serverWaits), 5, Now);
    }
}
