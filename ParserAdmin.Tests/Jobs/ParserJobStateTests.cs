using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;
using Xunit;
using static ParserAdmin.Tests.Jobs.ParserJobs;

namespace ParserAdmin.Tests.Jobs;

/// <summary>What a job keeps of each step of its life.</summary>
public sealed class ParserJobStateTests
{
    [Fact]
    public void Start_OfAPendingJob_KeepsWhereAndWhen()
    {
        var (job, life) = (New(), Guid.NewGuid());

        job.Start("node-1", life, 6, Begin.AddSeconds(1));

        Assert.Equal(
            (JobStatus.Running, "node-1", life, 6L, Begin.AddSeconds(1)),
            (job.Status, job.Node, job.NodeInstance, job.Epoch, job.StartedAt)
        );
        Assert.Equal((null, null, "running"), (job.EndedAt, job.Duration, job.Outcome));
    }

    [Fact]
    public void Succeed_SomeItemsFailed_SaysSo()
    {
        var job = Running();

        job.Succeed(Counts, Begin.AddMinutes(2));

        Assert.Equal((true, "succeeded with errors", TimeSpan.FromMinutes(2)), (job.WithErrors, job.Outcome, job.Duration));
        Assert.Equal((Counts, null), (job.Counts, job.Reason));
    }

    [Fact]
    public void Succeed_NoItemFailed_IsWhole()
    {
        var job = Running();

        job.Succeed(new JobCounts { ItemsProcessed = 3 }, Begin);

        Assert.Equal((false, "succeeded"), (job.WithErrors, job.Outcome));
    }

    [Fact]
    public void Fail_MessageThatNoDatabaseTakes_IsKeptWithoutIt()
    {
        var job = Running();

        job.Fail(ErrorClass.Network, "clo\0sed", Counts, Begin.AddMinutes(2));

        Assert.Equal(
            (JobStatus.Failed, ErrorClass.Network, "closed", Counts, Begin.AddMinutes(2)),
            (job.Status, job.ErrorClass, job.ErrorMessage, job.Counts, job.EndedAt)
        );
        Assert.Equal((false, "failed"), (job.WithErrors, job.Outcome));
    }

    [Fact]
    public void Cancel_WithoutCounts_KeepsWhatWasCounted()
    {
        var job = Running();
        job.Count(Counts);

        job.Cancel("Cancelled by ol\0ga", null, Begin.AddMinutes(2));

        Assert.Equal(
            (JobStatus.Cancelled, "Cancelled by olga", Counts, Begin.AddMinutes(2)),
            (job.Status, job.Reason, job.Counts, job.EndedAt)
        );
    }

    [Fact]
    public void Cancel_WithCounts_TakesThem()
    {
        var job = Running();

        job.Cancel("olga", Counts, Begin);

        Assert.Equal(Counts, job.Counts);
    }

    [Fact]
    public void MarkLost_Running_KeepsWhyAndWhatWasCounted()
    {
        var job = Running();
        job.Count(Counts);

        job.MarkLost("Its node died", Begin.AddMinutes(2));

        Assert.Equal((JobStatus.Lost, "Its node died", Counts, Begin.AddMinutes(2)), (job.Status, job.Reason, job.Counts, job.EndedAt));
    }

    [Fact]
    public void Skip_Pending_KeepsWhyAndWhen()
    {
        var job = New();

        job.Skip("manual", Begin.AddMinutes(2));

        Assert.Equal((JobStatus.Skipped, "manual", Begin.AddMinutes(2)), (job.Status, job.Reason, job.EndedAt));
    }

    [Fact]
    public void Move_NotAlongTheTable_IsAFaultThatNamesTheJob()
    {
        var job = New();

        var fault = Assert.Throws<InvariantException>(() => job.Succeed(Counts, Begin));

        Assert.Equal($"A job that is pending cannot become succeeded (job {job.Id}).", fault.Message);
        Assert.Equal((JobStatus.Pending, null, 0), (job.Status, job.EndedAt, job.Counts.ItemsProcessed));
    }

    [Fact]
    public void WaitFor_Pending_SaysWhatFor()
    {
        var job = New();

        job.WaitFor("Waits: 4 of 4 jobs run");

        Assert.Equal("Waits: 4 of 4 jobs run", job.Reason);
    }

    [Fact]
    public void Keep_ACheckpoint_CountsStopsAndWaitsAnew()
    {
        var job = ParserJob.Follow(Running(), new NextAttempt(1, "Goes on", null, 3, 4), 5, Begin);

        job.Keep("page 4");

        Assert.Equal(("page 4", 0, 0), (job.Checkpoint, job.RateLimitWaits, job.Recoveries));
    }

    [Fact]
    public void ContinuedAs_Ended_SaysWhichJobGoesOn()
    {
        var (job, next) = (Running(), Guid.NewGuid());
        job.ContinuedAs(next);
        Assert.Null(job.Reason);
        job.Cancel("The server asked to wait", null, Begin);

        job.ContinuedAs(next);

        Assert.Equal($"The server asked to wait; continues as job {next}", job.Reason);
    }

    [Fact]
    public void RequestCancel_OfARunningJob_LeavesItRunning()
    {
        var job = Running();

        job.RequestCancel("olga", Begin);

        Assert.Equal((JobStatus.Running, "olga", Begin), (job.Status, job.CancelRequestedBy, job.CancelRequestedAt));
    }

    [Fact]
    public void Snapshot_JobChangesAfterwards_StaysAsItWas()
    {
        var job = Running();

        var snapshot = job.Snapshot();
        job.Cancel("olga", Counts, Begin);

        Assert.Equal((JobStatus.Running, null, 0), (snapshot.Status, snapshot.Reason, snapshot.Counts.ItemsProcessed));
    }
}
