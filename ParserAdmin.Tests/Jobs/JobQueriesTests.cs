using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Jobs;

public sealed class JobQueriesTests
{
    [Theory, EachDatabase]
    public async Task Recent_PagedByKey_IsWholeWithoutDoubles(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var added = new List<Guid>();
        for (var i = 0; i < 23; i++)
        {
            added.Add((await host.AddJobAsync(JobStatus.Succeeded)).Id);
            host.Clock.Advance(TimeSpan.FromMilliseconds(i % 3));
        }

        var read = new List<Guid>();
        Guid? before = null;
        while (await host.Get<JobQueries>().RecentAsync(new JobFilter(), before, 5, CancellationToken.None) is { Count: > 0 } page)
        {
            read.AddRange(page.Select(job => job.Id));
            before = page[^1].Id;
        }

        Assert.Equal(added.Count, read.Count);
        Assert.Equal(added.Order(), read.Order());
        Assert.Equal(read.OrderDescending(), read);
    }

    [Theory, EachDatabase]
    public async Task Recent_Filtered_ShowsOnlyThose(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddJobAsync(JobStatus.Failed);
        var wanted = await host.AddJobAsync(JobStatus.Lost, "books", task: "episode-sync");
        await host.AddJobAsync(JobStatus.Lost, "books");

        var found = await host.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Lost, JobStatus.Failed], "episode-sync", "books"), null, 10, CancellationToken.None);

        Assert.Equal(wanted.Id, Assert.Single(found).Id);
        var counts = await host.Get<JobQueries>().CountByStatusAsync(DateTime.UnixEpoch, CancellationToken.None);
        Assert.Equal((1, 2), (counts[JobStatus.Failed], counts[JobStatus.Lost]));
    }

    [Theory, EachDatabase]
    public async Task Sql_QueriesOfTheContract_WorkAsTheyStand(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddJobAsync(JobStatus.Running);

        await host.SqlAsync("SELECT * FROM parser_jobs ORDER BY started_at DESC");
        await host.SqlAsync("SELECT * FROM parser_job_logs ORDER BY created_at DESC");
        await host.SqlAsync("SELECT * FROM audit_logs WHERE entity_type = 'parser_settings'");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => host.SqlAsync("UPDATE parser_jobs SET status = 'odd'"));
    }
}
