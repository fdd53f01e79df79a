using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Jobs.Timings;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Hosting.Databases;
using Xunit;

namespace ParserAdmin.Tests.Jobs;

/// <summary>What the requests of a run took: live while it runs, kept with its end, gone with the job.</summary>
public sealed class JobTimingsTests
{
    [Theory, EachDatabase]
    public async Task Timings_OfARun_AreThereWhileItRunsAndAfterItsEnd(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var job = await RunningAsync(host, Timing(1), Timing(2) with { Status = null });
        var keeper = host.Get<JobTimingsKeeper>();
        Assert.Equal((2, 2), await CountsAsync(keeper, job.Id));

        await EndAsync(host, job.Id);

        Assert.Null(keeper.Live(job.Id));
        var kept = await keeper.FindAsync(job.Id, default);
        Assert.Equal([Timing(1), Timing(2) with { Status = null }], kept!.Value.Last);
    }

    [Fact]
    public async Task Timings_OfALongRun_AreItsLast()
    {
        await using var host = await CoreHost.CreateAsync();
        var job = await RunningAsync(host, [.. Enumerable.Range(0, RecentTimings.Most + 7).Select(Timing)]);

        await EndAsync(host, job.Id);

        var (total, last) = (await host.Get<JobTimingsKeeper>().FindAsync(job.Id, default))!.Value;
        Assert.Equal((RecentTimings.Most + 7, RecentTimings.Most), (total, last.Count));
        Assert.Equal((Timing(7), Timing(RecentTimings.Most + 6)), (last[0], last[^1]));
    }

    [Theory, EachDatabase]
    public async Task Timings_JobDeleted_AreGoneWithIt(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var job = await RunningAsync(host, Timing(1));
        await EndAsync(host, job.Id);

        await host.SqlAsync("DELETE FROM parser_jobs");

        Assert.Null(await host.Get<JobTimingsKeeper>().FindAsync(job.Id, default));
    }

    [Fact]
    public async Task Timings_OfARunThatAskedForNothing_TakeNoRow()
    {
        await using var host = await CoreHost.CreateAsync();
        var job = await RunningAsync(host);

        await EndAsync(host, job.Id);

        Assert.Null(await host.Get<JobTimingsKeeper>().FindAsync(job.Id, default));
    }

    private static async Task<ParserJob> RunningAsync(CoreHost host, params RequestTiming[] timings)
    {
        await host.AddSourceAsync();
        var job = await host.AddJobAsync(JobStatus.Running);
        host.Get<JobsInHand>().Take(job.Id);
        foreach (var timing in timings)
            host.Get<JobsInHand>().TimingsOf(job.Id)!.Add(timing);
        return job;
    }

    private static async Task EndAsync(CoreHost host, Guid jobId)
    {
        await host.Get<JobEnder>().EndAsync(jobId, new JobEnding((job, now) => job.Succeed(new JobCounts(), now)), default);
        host.Get<JobsInHand>().Drop(jobId);
    }

    private static async Task<(int, int)> CountsAsync(JobTimingsKeeper keeper, Guid jobId) =>
        await keeper.FindAsync(jobId, default) is (var total, var last) ? (total, last.Count) : default;

    private static RequestTiming Timing(int number) =>
        new($"https://shop.example/{number}", DateTime.UnixEpoch.AddSeconds(number), 1, 20, 3, 200, 4_000);
}
