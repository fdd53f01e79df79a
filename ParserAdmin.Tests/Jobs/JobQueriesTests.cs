using ParserAdmin.Core.Execution;
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

        var found = await host.Get<JobQueries>()
            .RecentAsync(new JobFilter([JobStatus.Lost, JobStatus.Failed], "episode-sync", "books"), null, 10, CancellationToken.None);

        Assert.Equal(wanted.Id, Assert.Single(found).Id);
        var totals = await host.Get<JobQueries>().TotalsAsync(DateTime.UnixEpoch, CancellationToken.None);
        var counts = totals.ToDictionary(each => each.Status, each => each.Jobs);
        Assert.Equal((1, 2), (counts[JobStatus.Failed], counts[JobStatus.Lost]));
    }

    [Theory, EachDatabase]
    public async Task Recent_OfSeveralStatuses_MergesThemNewestFirst(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var added = new List<ParserJob>();
        foreach (var status in (JobStatus[])[JobStatus.Failed, JobStatus.Skipped, JobStatus.Succeeded, JobStatus.Failed, JobStatus.Lost])
        {
            added.Add(await host.AddJobAsync(status));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var filter = new JobFilter([JobStatus.Succeeded, JobStatus.Failed, JobStatus.Lost]);
        var newest = await host.Get<JobQueries>().RecentAsync(filter, null, 3, CancellationToken.None);
        var rest = await host.Get<JobQueries>().RecentAsync(filter, newest[^1].Id, 3, CancellationToken.None);

        Assert.Equal([added[4].Id, added[3].Id, added[2].Id], newest.Select(job => job.Id));
        Assert.Equal([added[0].Id], rest.Select(job => job.Id));
        var counts = await host.Get<JobQueries>().CountsAsync(filter, CancellationToken.None);
        Assert.Equal((2, 1, 0), (counts[JobStatus.Failed], counts[JobStatus.Skipped], counts[JobStatus.Running]));
    }

    [Theory, EachDatabase]
    public async Task Recent_TextAndTimes_ListAndCountsAgree(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddJobAsync(JobStatus.Failed, "early");
        host.Clock.Advance(TimeSpan.FromDays(3));
        var since = host.Clock.GetUtcNow().UtcDateTime;
        var failed = await host.AddJobAsync(JobStatus.Failed);
        await host.AddJobAsync(JobStatus.Skipped);
        var named = await host.AddJobAsync(JobStatus.Succeeded, "books");
        var queries = host.Get<JobQueries>();

        foreach (
            var (text, ids) in (IEnumerable<(string, Guid[])>)
                [("connection WAS", [failed.Id]), ("books of ada", [named.Id]), (failed.Id.ToString()[^8..], [failed.Id]), ("nothing", [])]
        )
        {
            var filter = new JobFilter(
                [JobStatus.Succeeded, JobStatus.Failed],
                Since: since,
                Until: since.AddDays(1),
                Text: text,
                NamedByText: text == "books of ada" ? ["books"] : []
            );
            var found = await queries.RecentAsync(filter, null, 10, CancellationToken.None);
            var counts = await queries.CountsAsync(filter, CancellationToken.None);

            Assert.Equal(ids, found.Select(job => job.Id));
            Assert.Equal(ids.Length, counts.ByStatus.Where(count => count.Key != JobStatus.Skipped).Sum(count => count.Value));
            Assert.All(found, job => Assert.True(filter.Includes(job.Snapshot())));
        }
    }

    [Theory, EachDatabase]
    public async Task Recent_WithErrors_ShowsAndCountsThoseThatSucceededOnly(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var errors = new JobCounts { ItemsProcessed = 20, ItemsFailed = 1 };
        var wanted = await host.AddJobAsync(JobStatus.Succeeded, counts: errors);
        await host.AddJobAsync(JobStatus.Succeeded);
        await host.AddJobAsync(JobStatus.Failed, counts: errors);
        var queries = host.Get<JobQueries>();

        foreach (
            var filter in (JobFilter[])
                [new(WithErrors: true), new(SourceId: wanted.SourceId, WithErrors: true), new(Text: "catalog", WithErrors: true)]
        )
        {
            var found = await queries.RecentAsync(filter, null, 10, CancellationToken.None);
            var counts = await queries.CountsAsync(filter, CancellationToken.None);

            Assert.Equal(wanted.Id, Assert.Single(found).Id);
            Assert.True(filter.Includes(found[0].Snapshot()));
            Assert.Equal((1, 2, 1), (counts.WithErrors, counts[JobStatus.Succeeded], counts[JobStatus.Failed]));
        }
    }

    [Theory, EachDatabase]
    public async Task Attempts_FromAnyOfAChain_AreTheWholeChain(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        var chain = new List<Guid> { (await host.AddJobAsync(JobStatus.Failed)).Id };
        for (var attempt = 2; attempt < 4; attempt++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            var again = await host.Get<JobCommands>().RetryAsync(Actors.Admin, chain[^1], CancellationToken.None);
            chain.Add(again.Value!.Id);
            await host.Get<JobCommands>().CancelAsync(Actors.Admin, again.Value.Id, "enough", CancellationToken.None);
        }

        foreach (var id in chain)
        {
            var attempts = await host.Get<JobQueries>().AttemptsAsync(id, 20, CancellationToken.None);
            Assert.Equal(chain, attempts.Select(job => job.Id));
        }

        Assert.Empty(await host.Get<JobQueries>().AttemptsAsync(Guid.NewGuid(), 20, CancellationToken.None));
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
