using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Gate;
using Xunit;
using static ParserAdmin.Tests.Jobs.ParserJobs;

namespace ParserAdmin.Tests.Jobs;

/// <summary>What a job is made with, by a request or by the job that it goes on from.</summary>
public sealed class ParserJobRequestTests
{
    [Fact]
    public void Request_ByASchedule_IsPendingWithAllThatWasAskedFor()
    {
        var origin = Guid.CreateVersion7();

        var job = ParserJob.Request(
            "catalog-sync",
            "shop",
            JobTrigger.Schedule,
            "scheduler",
            new JobParameters(MaxPages: 3),
            5,
            Begin,
            "shop-daily",
            attempt: 2,
            retryOf: origin,
            priority: 7
        );

        Assert.Equal(
            ("catalog-sync", "shop", "shop-daily", JobStatus.Pending, JobTrigger.Schedule, "scheduler"),
            (job.Task, job.SourceId, job.ScheduleId, job.Status, job.Trigger, job.Actor)
        );
        Assert.Equal(
            (2, 7, 5L, "{\"maxPages\":3}", Begin, origin),
            (job.Attempt, job.Priority, job.Epoch, job.Parameters, job.RequestedAt, job.RetryOf)
        );
        Assert.Equal(7, job.Id.Version);
        Assert.Equal((null, null, null, null, null), (job.StartedAt, job.EndedAt, job.NotBefore, job.Reason, job.Checkpoint));
    }

    [Fact]
    public void Request_NothingMore_IsTheFirstAttemptOfNoPriority()
    {
        var job = New();

        Assert.Equal((1, 0, null, null, "{}"), (job.Attempt, job.Priority, job.ScheduleId, job.RetryOf, job.Parameters));
    }

    [Fact]
    public void Id_OfALaterJob_SortsBehind() =>
        Assert.True(string.CompareOrdinal($"{New().Id}", $"{New(now: Begin.AddSeconds(1)).Id}") < 0);

    [Fact]
    public void Follow_AnEndedJob_GoesOnWithAllThatItHad()
    {
        var job = ParserJob.Request(
            "catalog-sync",
            "shop",
            JobTrigger.Schedule,
            "scheduler",
            new JobParameters(MaxPages: 3),
            5,
            Begin,
            "shop-daily",
            priority: 7
        );
        job.Start("node-1", Guid.NewGuid(), 5, Begin);
        job.Keep("page 4");
        job.Fail(ErrorClass.Network, "closed", Counts, Begin);
        var now = Begin.AddSeconds(9);

        var next = ParserJob.Follow(job, new NextAttempt(2, "Retry", now.AddMinutes(1), 3, 4), 6, now);

        Assert.Equal(
            ("catalog-sync", "shop", "shop-daily", JobStatus.Pending, JobTrigger.Retry, "scheduler"),
            (next.Task, next.SourceId, next.ScheduleId, next.Status, next.Trigger, next.Actor)
        );
        Assert.Equal(
            (2, 7, 6L, "{\"maxPages\":3}", now, now.AddMinutes(1)),
            (next.Attempt, next.Priority, next.Epoch, next.Parameters, next.RequestedAt, next.NotBefore)
        );
        Assert.Equal(("Retry", job.Id, "page 4", 3, 4), (next.Reason, next.RetryOf, next.Checkpoint, next.RateLimitWaits, next.Recoveries));
        Assert.NotEqual(job.Id, next.Id);
        Assert.True(next.Scheduled);
    }

    [Theory]
    [InlineData(JobTrigger.Schedule, null, true)]
    [InlineData(JobTrigger.Retry, "shop-daily", true)]
    [InlineData(JobTrigger.Retry, null, false)]
    [InlineData(JobTrigger.Person, "shop-daily", false)]
    public void Scheduled_ByTrigger_NeedsAuto(JobTrigger trigger, string? schedule, bool scheduled)
    {
        var job = New(trigger: trigger, schedule: schedule);

        Assert.Equal(scheduled, job.Scheduled);
        Assert.Equal(new RunIdentity(job.Id, "catalog-sync", "shop", 5, scheduled), job.Identity);
    }

    [Theory, InlineData("shop", false, "catalog-sync of shop"), InlineData("", true, "catalog-sync")]
    public void Name_OfASourceOrOfTheWhole_IsWhatPeopleCallIt(string source, bool global, string name)
    {
        var job = New(source);

        Assert.Equal((global, name), (job.IsGlobal, job.Name));
    }
}
