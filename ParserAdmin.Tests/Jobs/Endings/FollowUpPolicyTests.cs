using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Jobs.Endings;

public sealed class FollowUpPolicyTests
{
    [Theory, EachDatabase]
    public async Task Fail_CurableError_WaitsInTheStoreForItsTime(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var job = await host.AddJobAsync(JobStatus.Running);
        var due = host.Clock.UtcMilliseconds().AddSeconds(15);

        await FailAsync(host, job.Id, ErrorClass.Network);

        var retry = await NextAsync(host, job.Id);
        Assert.Equal((JobStatus.Failed, JobStatus.Pending, 2, JobTrigger.Retry), ((await host.JobAsync(job.Id)).Status, retry.Status, retry.Attempt, retry.Trigger));
        Assert.Equal((due, $"Retries at {due:HH:mm:ss} UTC (attempt 2 of 4)", job.SourceId, job.Task), (retry.NotBefore, retry.Reason, retry.SourceId, retry.Task));
        Assert.Empty(await LettersAsync(host));

        Assert.Null(await AdmitAsync(host));
        Assert.Equal($"Retries at {due:HH:mm:ss} UTC (attempt 2 of 4)", (await host.JobAsync(retry.Id)).Reason);
        host.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(retry.Id, (await AdmitAsync(host))!.Job.Id);
    }

    [Fact]
    public async Task Fail_ServerWantsAWholeDay_TheReasonNamesTheDay()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        var job = await host.AddJobAsync(JobStatus.Running);
        var due = host.Clock.UtcMilliseconds().AddDays(1);

        await CoolAsync(host, job.Id, TimeSpan.FromDays(1));

        Assert.Equal($"shop.example asked to wait until {due:yyyy-MM-dd HH:mm:ss} UTC", (await NextAsync(host, job.Id)).Reason);
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
        Assert.Equal((id, 4, ErrorClass.Timeout, DeadLetterState.Open, "https://a.example/7"), (letter.JobId, letter.Attempts, letter.ErrorClass, letter.State, letter.Url));
        Assert.Null(await host.Get<JobQueries>().NextAsync(id, CancellationToken.None));
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
        Assert.Null(await host.Get<JobQueries>().NextAsync(job.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Fail_ServerNamesATime_WaitsThatLongAndUsesUpNoAttempt()
    {
        await using var host = await HostAsync();
        var id = (await host.AddJobAsync(JobStatus.Running)).Id;
        for (var wait = 1; wait <= RetryPolicy.MostRateLimitWaits; wait++)
        {
            var due = host.Clock.UtcMilliseconds().AddSeconds(90);
            await CoolAsync(host, id, TimeSpan.FromSeconds(89.5));
            var next = await NextAsync(host, id);
            Assert.Equal((1, due, wait), (next.Attempt, next.NotBefore, next.RateLimitWaits));
            var waited = await host.JobAsync(id);
            Assert.Equal((JobStatus.Cancelled, $"shop.example asked to wait until {due:HH:mm:ss} UTC; continues as job {next.Id}"), (waited.Status, waited.Reason));
            host.Clock.Advance(TimeSpan.FromSeconds(90));
            id = (await AdmitAsync(host))!.Job.Id;
        }

        // A server that never lets us in is a failure like any other.
        await CoolAsync(host, id, TimeSpan.FromSeconds(90));

        Assert.Equal((JobStatus.Failed, ErrorClass.RateLimited), (await host.JobAsync(id)) switch { var failed => (failed.Status, failed.ErrorClass) });
        var retry = await NextAsync(host, id);
        Assert.Equal((2, host.Clock.UtcMilliseconds().AddSeconds(90)), (retry.Attempt, retry.NotBefore));
    }

    [Fact]
    public async Task Cool_TheJobGotFurtherMeanwhile_TheWaitsCountFromThere()
    {
        await using var host = await HostAsync();
        var first = (await host.AddJobAsync(JobStatus.Running)).Id;
        await CoolAsync(host, first, TimeSpan.FromSeconds(90));
        host.Clock.Advance(TimeSpan.FromSeconds(90));
        var second = (await AdmitAsync(host))!.Job;
        var permit = await host.Get<ExecutionGate>().OpenAsync(second.Identity, host.Get<ActiveRuns>().Begin(second.Identity), CancellationToken.None);
        await host.Get<GatedTransactions>().RunAsync(permit, (_, _, _) => Task.FromResult(0), job => job.Keep("page 7"), CancellationToken.None);

        await CoolAsync(host, second.Id, TimeSpan.FromSeconds(90));

        var third = await NextAsync(host, second.Id);
        Assert.Equal((1, "page 7", 1), (third.RateLimitWaits, third.Checkpoint, third.Attempt));
    }

    [Theory, EachDatabase]
    public async Task Cool_TheClockIsSetBackMeanwhile_TheWaitEndsAllTheSame(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        host.Clock.Set(TimeSpan.FromHours(1));
        var job = (await host.AddJobAsync(JobStatus.Running)).Id;
        await CoolAsync(host, job, TimeSpan.FromSeconds(90));
        Assert.Null(await AdmitAsync(host));

        host.Clock.Set(TimeSpan.FromHours(-2));

        Assert.Equal(await host.Get<JobQueries>().NextAsync(job, CancellationToken.None), (await AdmitAsync(host))!.Job.Id);
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

        var asked = await host.Get<JobCommands>().RequestAsync(Actors.Operator, job.Task, job.SourceId, JobParameters.None, JobTrigger.Person, CancellationToken.None);

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

        Assert.Null(await host.Get<JobQueries>().NextAsync(job.Id, CancellationToken.None));
        Assert.Single(await LettersAsync(host));
    }

    [Theory, EachDatabase]
    public async Task Lose_NodeStopped_ContinuesFromItsCheckpoint(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var permit = await host.BeginRunAsync();
        await host.Get<ItemStore>().SaveAsync(permit, [], new BatchProgress("page 7"), CancellationToken.None);

        await host.Get<JobEnder>().MarkLostAsync(job => job.Id == permit.JobId, "Its node stopped while the job ran", CancellationToken.None);

        var next = await NextAsync(host, permit.JobId);
        Assert.Equal(("page 7", 1, "Continues after its node stopped", JobTrigger.Retry, null), (next.Checkpoint, next.Attempt, next.Reason, next.Trigger, next.NotBefore));
        Assert.Equal(JobStatus.Lost, (await host.JobAsync(permit.JobId)).Status);
        Assert.Equal(next.Id, (await AdmitAsync(host))!.Job.Id);
    }

    [Fact]
    public async Task Lose_IgnoredItsCancellation_IsNotQueuedAgain()
    {
        await using var host = await HostAsync();
        var job = await host.AddJobAsync(JobStatus.Running);

        await host.Get<JobEnder>().EndAsync(job.Id, (ending, now) => ending.MarkLost("It ignored its cancellation for 10 s", now), CancellationToken.None);

        Assert.Null(await host.Get<JobQueries>().NextAsync(job.Id, CancellationToken.None));
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

    private static async Task<CoreHost> HostAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database, services => services.Replace(ServiceDescriptor.Singleton(new FollowUpPolicy(() => 0.5))));
        await host.AddSourceAsync();
        return host;
    }

    private static Task CoolAsync(CoreHost host, Guid id, TimeSpan wait) => host.Get<JobEnder>().EndAsync(
        id, JobEnding.OfCooling("shop.example", wait, "It asked to come back later.", null, () => new JobCounts()), CancellationToken.None);

    private static Task FailAsync(CoreHost host, Guid id, ErrorClass errorClass, TimeSpan? retryAfter = null, string? url = null) => host.Get<JobEnder>().EndAsync(
        id, new JobEnding((job, now) => job.Fail(errorClass, "It failed.", new JobCounts(), now), RetryAfter: retryAfter, Url: url), CancellationToken.None);

    private static async Task<ParserJob> NextAsync(CoreHost host, Guid id) =>
        await host.JobAsync((await host.Get<JobQueries>().NextAsync(id, CancellationToken.None))!.Value);

    private static Task<IReadOnlyList<FailedAttempt>> LettersAsync(CoreHost host) =>
        host.Get<DeadLetterQueries>().ListAsync(new DeadLetterFilter(), null, 10, CancellationToken.None);

    private static Task<AdmittedJob?> AdmitAsync(CoreHost host) => host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
}
