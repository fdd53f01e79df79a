using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Jobs.Logs;

public sealed class JobLogQueriesTests
{
    [Theory, EachDatabase]
    public async Task Marks_OfAJob_AreItsNewestLinesOldestFirst(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var log = host.Get<JobLogQueries>();
        var job = await TwoJobsAsync(host);

        var marks = await log.MarksAsync(job.Id, 4, CancellationToken.None);

        Assert.Equal([JobLogLevel.Info, JobLogLevel.Info, JobLogLevel.Warning, JobLogLevel.Info], marks.Select(mark => mark.Level));
        var lines = await log.LinesAsync([.. marks.Select(mark => mark.Sequence).Append(-1)], CancellationToken.None);
        Assert.Equal(["Line 7", "Line 8", "Line 9", "Line 10"], lines.Select(line => line.Message[..^11]));
    }

    [Theory, EachDatabase]
    public async Task Hits_OfAText_AreTheNewestOldestFirst(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var job = await TwoJobsAsync(host);
        var filter = new JobLogFilter(job.Id, Levels: [JobLogLevel.Info], Text: "LINE 1");

        var hits = await host.Get<JobLogQueries>().HitsAsync(filter, 10, CancellationToken.None);

        var lines = await host.Get<JobLogQueries>().LinesAsync([.. hits], CancellationToken.None);
        Assert.Equal(["Line 1 of the log", "Line 10 of the log"], lines.Select(line => line.Message));
        Assert.Equal(hits.Order(), hits);
    }

    [Theory, EachDatabase]
    public async Task Search_StepByStep_FindsAllNewestFirstAndSaysHowFarItGot(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await TwoJobsAsync(host);
        var log = host.Get<JobLogQueries>();
        var (before, found) = (await host.Get<JobQueries>().LastLogSequenceAsync(CancellationToken.None) + 1, new List<JobLogLine>());

        while (before > 1)
        {
            var (lines, reached) = await log.SearchAsync(
                new JobLogFilter(Levels: [JobLogLevel.Warning]),
                before,
                1,
                4,
                CancellationToken.None
            );
            Assert.InRange(reached, 1, before - 1);
            before = reached;
            found.AddRange(lines);
        }

        Assert.Equal(6, found.Count);
        Assert.Equal(found.Select(line => line.Sequence).OrderDescending(), found.Select(line => line.Sequence));
    }

    [Theory, EachDatabase]
    public async Task Around_ALine_IsOfItsJobAlone(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var job = await TwoJobsAsync(host);
        var lines = await host.Get<JobQueries>().LogAsync(new JobLogFilter(job.Id), 0, 10, CancellationToken.None);

        var around = await host.Get<JobLogQueries>().AroundAsync(lines[1], 3, CancellationToken.None);

        Assert.Equal(lines.Take(5).Select(line => line.Sequence), around.Select(line => line.Sequence));
    }

    [Theory, EachDatabase]
    public async Task FirstSince_ATime_IsTheFirstLineFromThenOn(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var job = await host.AddJobAsync(JobStatus.Running);
        await host.AddLogLinesAsync(job, 3);
        host.Clock.Advance(TimeSpan.FromHours(1));
        var now = host.Clock.GetUtcNow().UtcDateTime;
        await host.AddLogLinesAsync(job, 3);
        var log = host.Get<JobLogQueries>();

        var first = await log.FirstSinceAsync(now, CancellationToken.None);

        var lines = await host.Get<JobQueries>().LogAsync(new JobLogFilter(), 0, 10, CancellationToken.None);
        Assert.Equal(lines[3].Sequence, first);
        Assert.Null(await log.FirstSinceAsync(now.AddHours(1), CancellationToken.None));
    }

    /// <summary>Ten lines each; the second is told.</summary>
    private static async Task<ParserJob> TwoJobsAsync(CoreHost host)
    {
        await host.AddLogLinesAsync(await host.AddJobAsync(JobStatus.Succeeded, "books"), 10);
        var job = await host.AddJobAsync(JobStatus.Succeeded);
        await host.AddLogLinesAsync(job, 10);
        return job;
    }
}
