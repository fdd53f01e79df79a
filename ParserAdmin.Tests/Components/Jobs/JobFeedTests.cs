using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class JobFeedTests
{
    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Apply_NewJob_StandsFirst()
    {
        var feed = new JobFeed(_ => true, 10);
        feed.Load([Job(0)]);
        var newer = Job(1);

        feed.Apply(new JobChanged(newer));

        Assert.Equal(newer.Id, feed.Jobs[0].Id);
    }

    [Fact]
    public void Apply_OldNewsOfAnEndedJob_ChangesNothing()
    {
        var feed = new JobFeed(_ => true, 10);
        var job = Job(0);
        var early = Job(0, job.Id);
        job.Start("node-1", Guid.NewGuid(), 0, Noon);
        feed.Load([job]);

        feed.Apply(new JobChanged(early));

        Assert.Equal(JobStatus.Running, feed.Jobs[0].Status);
    }

    [Fact]
    public void Apply_JobThatNoLongerFits_Leaves()
    {
        var feed = new JobFeed(job => job.Status == JobStatus.Pending, 10);
        var job = Job(0);
        feed.Load([job]);
        job.Start("node-1", Guid.NewGuid(), 0, Noon);

        feed.Apply(new JobChanged(job));

        Assert.Empty(feed.Jobs);
    }

    [Fact]
    public void Apply_MoreThanFits_DropsTheOldest()
    {
        var feed = new JobFeed(_ => true, 2);
        foreach (var second in Enumerable.Range(0, 3))
            feed.Apply(new JobChanged(Job(second)));

        Assert.Equal(2, feed.Jobs.Count);
        Assert.Equal(Noon.AddSeconds(2), feed.Jobs[0].RequestedAt);
    }

    [Fact]
    public void CountsOf_RunningJob_AreTheLastTold()
    {
        var feed = new JobFeed(_ => true, 2);
        var job = Job(0);
        job.Start("node-1", Guid.NewGuid(), 0, Noon);
        feed.Load([job]);

        feed.Apply(new JobProgressed(job.Id, job.SourceId, new JobCounts { ItemsProcessed = 7 }));

        Assert.Equal(7, feed.CountsOf(job.Snapshot()).ItemsProcessed);
    }

    private static ParserJob Job(int second, Guid? sameAs = null)
    {
        var job = ParserJob.Request("catalog-sync", "shop", JobTrigger.Person, "ada", JobParameters.None, 0, Noon.AddSeconds(second));
        if (sameAs is { } id)
            typeof(ParserJob).GetProperty(nameof(ParserJob.Id))!.SetValue(job, id);
        return job;
    }
}
