using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Jobs.Endings.FollowUps;

namespace ParserAdmin.Tests.Jobs.Endings;

/// <summary>What follows a job that failed: a retry in its time, or a dead letter.</summary>
public sealed class RetriedJobTests
{
    [Theory, EachDatabase]
    public async Task Fail_CurableError_WaitsInTheStoreForItsTime(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var job = await host.AddJobAsync(JobStatus.Running);
        var due = host.Clock.UtcMilliseconds().AddSeconds(15);

        await FailAsync(host, job.Id, ErrorClass.Network);

        var retry = await NextAsync(host, job.Id);
        Assert.Equal(
            (JobStatus.Failed, JobStatus.Pending, 2, JobTrigger.Retry),
            ((await host.JobAsync(job.Id)).Status, retry.Status, retry.Attempt, retry.Trigger)
        );
        Assert.Equal(
            (due, $"Retries at {due:HH:mm:ss} UTC (attempt 2 of 4)", job.SourceId, job.Task),
            (retry.NotBefore, retry.Reason, retry.SourceId, retry.Task)
        );
        Assert.Empty(await LettersAsync(host));

        Assert.Null(await AdmitAsync(host));
        Assert.Equal($"Retries at {due:HH:mm:ss} UTC (attempt 2 of 4)", (await host.JobAsync(retry.Id)).Reason);
        host.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(retry.Id, (await AdmitAsync(host))!.Job.Id);
    }

    [Theory, EachDatabase]
    public async Task Fail_RetriesAreSpent_IsADeadLetter(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var id = (await host.AddJobAsync(JobStatus.Running)).Id;
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await FailAsync(host, id, ErrorClass.Timeout);
            host.Clock.Advance(RetryPolicy.Longest);
            id = (await AdmitAsync(host))!.Job.Id;
        }

        await FailAsync(host, id, ErrorClass.Timeout, url: "https://a.example/7");

        var letter = Assert.Single(await LettersAsync(host));
        Assert.Equal(
            (id, 4, ErrorClass.Timeout, DeadLetterState.Open, "https://a.example/7"),
            (letter.JobId, letter.Attempts, letter.ErrorClass, letter.State, letter.Url)
        );
        Assert.Null(await host.NextJobAsync(id));
    }

    [Theory]
    [InlineData(ErrorClass.Blocked)]
    [InlineData(ErrorClass.AuthExpired)]
    [InlineData(ErrorClass.LayoutChanged)]
    [InlineData(ErrorClass.Internal)]
    public async Task Fail_NoRetryWouldHelp_IsADeadLetterAtOnce(ErrorClass errorClass)
    {
        await using var host = await HostAsync();
        var job = await host.AddJobAsync(JobStatus.Running);

        await FailAsync(host, job.Id, errorClass);

        Assert.Equal(1, Assert.Single(await LettersAsync(host)).Attempts);
        Assert.Null(await host.NextJobAsync(job.Id));
    }

    [Fact]
    public async Task Fail_OfASchedule_RetryIsSkippedInManual()
    {
        await using var host = await HostAsync();
        await host.SwitchToAutoAsync();
        var job = await host.AddJobAsync(JobStatus.Running, trigger: JobTrigger.Schedule);
        await FailAsync(host, job.Id, ErrorClass.Network);
        await host.Get<SafetyCommands>().SwitchModeAsync(Actors.Operator, ParserMode.Manual, "pause", null, CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await AdmitAsync(host));

        var retry = await NextAsync(host, job.Id);
        Assert.Equal(JobStatus.Skipped, retry.Status);
        Assert.Contains("manual", retry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ByHandDuringTheWait_SupersedesTheRetry()
    {
        await using var host = await HostAsync();
        var job = await host.AddJobAsync(JobStatus.Running);
        await FailAsync(host, job.Id, ErrorClass.Network);

        var asked = await host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, job.Task, job.SourceId, JobParameters.None, JobTrigger.Person, CancellationToken.None);

        var retry = await NextAsync(host, job.Id);
        Assert.Equal((JobStatus.Cancelled, "Superseded by the run that olga@example.org asked for"), (retry.Status, retry.Reason));
        Assert.Equal(asked.Value!.Id, (await AdmitAsync(host))!.Job.Id);
    }

    [Fact]
    public async Task Fail_Stopped_IsNotRetried()
    {
        await using var host = await HostAsync();
        var job = await host.AddJobAsync(JobStatus.Running);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        await FailAsync(host, job.Id, ErrorClass.Network);

        Assert.Null(await host.NextJobAsync(job.Id));
        Assert.Single(await LettersAsync(host));
    }
}
