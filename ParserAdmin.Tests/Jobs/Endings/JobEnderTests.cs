using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Jobs.Endings;

public sealed class JobEnderTests
{
    [Theory, EachDatabase]
    public async Task End_RunningJob_IsWrittenWithItsEntry(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var job = await host.AddJobAsync(JobStatus.Running);
        host.Clock.Advance(TimeSpan.FromSeconds(3));

        await host.Get<JobEnder>()
            .EndAsync(
                job.Id,
                (ending, now) => ending.Succeed(new JobCounts { ItemsNew = 7, Bytes = 5_000_000_000 }, now),
                CancellationToken.None
            );

        var ended = await host.JobAsync(job.Id);
        Assert.Equal(
            (JobStatus.Succeeded, 7, 5_000_000_000, TimeSpan.FromSeconds(3)),
            (ended.Status, ended.Counts.ItemsNew, ended.Counts.Bytes, ended.Duration)
        );
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("job.end", job.Id.ToString(), ActorType.System), (entry.Action, entry.EntityId, entry.ActorType));
        Assert.Contains("\"status\":\"succeeded\"", entry.After, StringComparison.Ordinal);
    }

    /// <summary>What the trail says of a job's end is how the job ended, not that its end could be written.</summary>
    [Theory]
    [InlineData(JobStatus.Succeeded, 0, AuditOutcome.Succeeded, "succeeded")]
    [InlineData(JobStatus.Succeeded, 1, AuditOutcome.WithErrors, "succeeded with errors")]
    [InlineData(JobStatus.Failed, 1, AuditOutcome.Failed, "failed")]
    [InlineData(JobStatus.Cancelled, 1, AuditOutcome.Cancelled, "cancelled")]
    [InlineData(JobStatus.Lost, 0, AuditOutcome.Lost, "lost")]
    public async Task End_HoweverItEnds_ItsEntryCarriesTheJobsOutcome(JobStatus status, int failed, AuditOutcome outcome, string words)
    {
        await using var host = await CoreHost.CreateAsync();
        var job = await host.AddJobAsync(JobStatus.Running);
        var counts = new JobCounts { ItemsProcessed = 3, ItemsFailed = failed };

        await host.Get<JobEnder>()
            .EndAsync(
                job.Id,
                (ending, now) =>
                {
                    switch (status)
                    {
                        case JobStatus.Succeeded:
                            ending.Succeed(counts, now);
                            break;
                        case JobStatus.Failed:
                            ending.Fail(ErrorClass.Network, "The connection was closed.", counts, now);
                            break;
                        case JobStatus.Cancelled:
                            ending.Cancel("Cancelled by olga@example.org", counts, now);
                            break;
                        default:
                            ending.MarkLost("Its node stopped", now);
                            break;
                    }
                },
                CancellationToken.None
            );

        var ended = await host.JobAsync(job.Id);
        Assert.Equal((status, words, words.EndsWith("errors", StringComparison.Ordinal)), (ended.Status, ended.Outcome, ended.WithErrors));
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("job.end", outcome), (entry.Action, entry.Outcome));
        Assert.Contains($"\"outcome\":\"{words}\"", entry.After, StringComparison.Ordinal);
        Assert.True((await host.Get<AuditVerifier>().VerifyAsync(CancellationToken.None)).Intact);
        var day = Assert.Single(
            await host.Get<JobQueries>().TotalsAsync(DateTime.UnixEpoch, CancellationToken.None),
            day => day.Status == status
        );
        Assert.Equal((1, status == JobStatus.Lost ? 0 : failed), (day.Jobs, day.WithErrors));
    }

    [Theory, EachDatabase]
    public async Task End_MarkedAsLostBefore_WritesNothing(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var job = await host.AddJobAsync(JobStatus.Running);
        await host.Get<JobEnder>().MarkLostAsync(candidate => candidate.Id == job.Id, "Its node stopped", CancellationToken.None);
        var entries = (await host.AuditAsync()).Count;

        var late = await host.Get<JobEnder>()
            .EndAsync(job.Id, (ending, now) => ending.Succeed(new JobCounts(), now), CancellationToken.None);

        Assert.Null(late);
        Assert.Equal((JobStatus.Lost, "Its node stopped"), ((await host.JobAsync(job.Id)).Status, (await host.JobAsync(job.Id)).Reason));
        Assert.Equal(entries, (await host.AuditAsync()).Count);
    }

    [Fact]
    public async Task End_NodeShutsDown_TellsTheJobAsItIsStored()
    {
        await using var host = await CoreHost.CreateAsync();
        var job = await host.AddJobAsync(JobStatus.Running);
        var told = new List<IEvent>();
        using var observing = host.Get<EventBus>().Observe(told.Add);

        await host.Get<JobEnder>()
            .EndAsync(
                job.Id,
                new JobEnding((ending, now) => ending.Cancel("Node shut down", null, now), JobContinuation.NodeShutDown),
                CancellationToken.None
            );

        // What follows it is written into its reason after it has ended: the event is no earlier a picture than the row.
        var stored = (await host.JobAsync(job.Id)).Reason;
        Assert.Contains("continues as job", stored, StringComparison.Ordinal);
        Assert.Equal(stored, Assert.Single(told.OfType<JobChanged>(), changed => changed.Job.Id == job.Id).Job.Reason);
    }

    [Theory, EachDatabase]
    public async Task End_TwoNodesAtOnce_OneEnds(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await using var other = await host.JoinAsync();
        for (var round = 0; round < 10; round++)
        {
            var job = await host.AddJobAsync(JobStatus.Running);

            var ends = await Task.WhenAll(
                Task.Run(() =>
                    host.Get<JobEnder>().EndAsync(job.Id, (ending, now) => ending.Succeed(new JobCounts(), now), CancellationToken.None)
                ),
                Task.Run(() =>
                    other.Get<JobEnder>().EndAsync(job.Id, (ending, now) => ending.MarkLost("gone", now), CancellationToken.None)
                )
            );

            var winner = Assert.Single(ends, end => end is not null)!;
            Assert.Equal(winner.Status, (await host.JobAsync(job.Id)).Status);
        }
    }

    [Theory, EachDatabase]
    public async Task Lose_OnlySome_LeavesTheOthersRunning(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var theirs = await host.AddJobAsync(JobStatus.Running, "books", node: "node-9");
        var ours = await host.AddJobAsync(JobStatus.Running);
        var pending = await host.AddJobAsync(JobStatus.Pending);

        var lost = await host.Get<JobEnder>().MarkLostAsync(job => job.Node != "node-1", "gone", CancellationToken.None);

        Assert.Equal(theirs.Id, Assert.Single(lost).Id);
        Assert.Equal(
            (JobStatus.Running, JobStatus.Pending),
            ((await host.JobAsync(ours.Id)).Status, (await host.JobAsync(pending.Id)).Status)
        );
        Assert.Equal(host.Clock.UtcMilliseconds(), (await host.JobAsync(theirs.Id)).EndedAt);
    }
}
