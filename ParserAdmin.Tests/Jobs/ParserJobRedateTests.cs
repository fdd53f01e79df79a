using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using Xunit;
using static ParserAdmin.Tests.Jobs.ParserJobs;

namespace ParserAdmin.Tests.Jobs;

/// <summary>A job that waits while the clock is set back.</summary>
public sealed class ParserJobRedateTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    [Fact]
    public void Redate_ClockWasSetBack_WaitsAsLongFromNow()
    {
        var job = ParserJob.Follow(Running(), new NextAttempt(2, "Retry", Begin.AddMinutes(10)), 5, Begin);

        job.Redate(Begin.AddDays(-1), Tolerance);

        Assert.Equal((Begin.AddDays(-1), Begin.AddDays(-1).AddMinutes(10)), (job.RequestedAt, job.NotBefore));
        Assert.Equal("Waits until 2026-02-28 12:10:00 UTC: the clock was set back", job.Reason);
    }

    [Theory, InlineData(1), InlineData(0), InlineData(-10)]
    public void Redate_ClockWentOnOrIsALittleBehind_ChangesNothing(int seconds)
    {
        var job = ParserJob.Follow(Running(), new NextAttempt(2, "Retry", Begin.AddMinutes(10)), 5, Begin);

        job.Redate(Begin.AddSeconds(seconds), Tolerance);

        Assert.Equal((Begin, Begin.AddMinutes(10), "Retry"), (job.RequestedAt, job.NotBefore, job.Reason));
    }

    [Fact]
    public void Redate_ClockIsJustTooFarBehind_WaitsFromNow()
    {
        var job = ParserJob.Follow(Running(), new NextAttempt(2, "Retry", Begin.AddMinutes(10)), 5, Begin);

        job.Redate(Begin.AddMilliseconds(-10_001), Tolerance);

        Assert.Equal(Begin.AddMilliseconds(-10_001), job.RequestedAt);
    }

    [Fact]
    public void Redate_WaitsForNoTime_ChangesNothing()
    {
        var job = New();

        job.Redate(Begin.AddDays(-1), Tolerance);

        Assert.Equal((Begin, null, null), (job.RequestedAt, job.NotBefore, job.Reason));
    }
}
