using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Jobs.Endings.FollowUps;

namespace ParserAdmin.Tests.Jobs.Endings;

/// <summary>What follows a job whose server asked it to come back later.</summary>
public sealed class CooledJobTests
{
    [Fact]
    public async Task Fail_ServerWantsAWholeDay_TheReasonNamesTheDay()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        var job = await host.AddJobAsync(JobStatus.Running);
        var due = host.Clock.UtcMilliseconds().AddDays(1);

        await CoolAsync(host, job.Id, TimeSpan.FromDays(1));

        Assert.Equal($"shop.example asked to wait until {due:yyyy-MM-dd HH:mm:ss} UTC", (await NextAsync(host, job.Id)).Reason);
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
            Assert.Equal(
                (JobStatus.Cancelled, $"shop.example asked to wait until {due:HH:mm:ss} UTC; continues as job {next.Id}"),
                (waited.Status, waited.Reason)
            );
            host.Clock.Advance(TimeSpan.FromSeconds(90));
            id = (await AdmitAsync(host))!.Job.Id;
        }

        // A server that never lets us in is a failure like any other.
        await CoolAsync(host, id, TimeSpan.FromSeconds(90));

        Assert.Equal(
            (JobStatus.Failed, ErrorClass.RateLimited),
            (await host.JobAsync(id)) switch
            {
                var failed => (failed.Status, failed.ErrorClass),
            }
        );
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
        var permit = await host.Get<ExecutionGate>()
            .OpenAsync(second.Identity, host.Get<ActiveRuns>().Begin(second.Identity), CancellationToken.None);
        await host.Get<GatedTransactions>()
            .RunAsync(permit, (_, _, _) => Task.FromResult(0), job => job.Keep("page 7"), CancellationToken.None);

        await CoolAsync(host, second.Id, TimeSpan.FromSeconds(90));

        var third = await NextAsync(host, second.Id);
        Assert.Equal((1, "page 7", 1), (third.RateLimitWaits, third.Checkpoint, third.Attempt));
    }

    [Theory, EachDatabase]
    public async Task Cool_TheClockIsSetBackMeanwhile_WaitsFromThenAsLongAsItWasTo(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        host.Clock.Set(TimeSpan.FromHours(1));
        var job = (await host.AddJobAsync(JobStatus.Running)).Id;
        await CoolAsync(host, job, TimeSpan.FromSeconds(90));
        Assert.Null(await AdmitAsync(host));

        host.Clock.Set(TimeSpan.FromHours(-2));
        Assert.Null(await AdmitAsync(host));
        Assert.Equal(host.Clock.UtcMilliseconds().AddSeconds(90), (await NextAsync(host, job)).NotBefore);
        host.Clock.Set(TimeSpan.FromSeconds(90));

        Assert.Equal(await host.NextJobAsync(job), (await AdmitAsync(host))!.Job.Id);
    }
}
