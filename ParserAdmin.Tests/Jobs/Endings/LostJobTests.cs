using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Jobs.Endings.FollowUps;

namespace ParserAdmin.Tests.Jobs.Endings;

/// <summary>What follows a job that was lost, with its node or alone.</summary>
public sealed class LostJobTests
{
    [Theory, EachDatabase]
    public async Task Lose_NodeStopped_ContinuesFromItsCheckpoint(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var permit = await host.BeginRunAsync();
        await host.Get<ItemStore>().SaveAsync(permit, [], new BatchProgress("page 7"), CancellationToken.None);

        await host.Get<JobEnder>()
            .MarkLostAsync(job => job.Id == permit.JobId, "Its node stopped while the job ran", CancellationToken.None);

        var next = await NextAsync(host, permit.JobId);
        Assert.Equal(
            ("page 7", 1, "Continues after its node stopped", JobTrigger.Retry, null),
            (next.Checkpoint, next.Attempt, next.Reason, next.Trigger, next.NotBefore)
        );
        Assert.Equal(JobStatus.Lost, (await host.JobAsync(permit.JobId)).Status);
        Assert.Equal(next.Id, (await AdmitAsync(host))!.Job.Id);
    }

    [Fact]
    public async Task Lose_IgnoredItsCancellation_IsNotQueuedAgain()
    {
        await using var host = await HostAsync();
        var job = await host.AddJobAsync(JobStatus.Running);

        await host.Get<JobEnder>()
            .EndAsync(job.Id, (ending, now) => ending.MarkLost("It ignored its cancellation for 10 s", now), CancellationToken.None);

        Assert.Null(await host.NextJobAsync(job.Id));
    }

    [Fact]
    public async Task Lose_TimeAfterTimeWithoutAStep_IsADeadLetter()
    {
        await using var host = await HostAsync();
        var id = (await host.AddJobAsync(JobStatus.Running)).Id;
        for (var i = 0; i < RetryPolicy.MostRecoveries; i++)
        {
            await host.Get<JobEnder>().MarkLostAsync(job => job.Id == id, "gone", CancellationToken.None);
            id = (await AdmitAsync(host))!.Job.Id;
        }

        await host.Get<JobEnder>().MarkLostAsync(job => job.Id == id, "gone", CancellationToken.None);

        Assert.Null(await AdmitAsync(host));
        Assert.StartsWith("Its node stopped 4 times in a row", Assert.Single(await LettersAsync(host)).Message, StringComparison.Ordinal);
    }
}
