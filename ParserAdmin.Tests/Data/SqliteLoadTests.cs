using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Data;

/// <summary>An hour's worth of jobs, logs, items and page reads, driven as fast as they go, on one SQLite file.</summary>
public sealed class SqliteLoadTests
{
    private const int Workers = 8;

    /// <summary>One job every twenty seconds for an hour, shared by the workers.</summary>
    private const int JobsEach = 180 / Workers;

    [Fact]
    public async Task Everything_AtOnce_NeverFindsTheDatabaseLocked()
    {
        await using var host = await CoreHost.CreateAsync();
        for (var worker = 0; worker < Workers; worker++)
            await host.AddSourceAsync($"shop-{worker}");
        await host.SqlAsync("UPDATE parser_settings SET max_concurrency = 64");
        var log = host.Get<JobLogWriter>();
        await log.StartAsync(default);

        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadPagesAsync(host, done.Token))).ToList();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(host, log, $"shop-{worker}"))));
        await DrainAsync(host, log);
        var flushed = log.FlushAsync(default);
        await host.PumpAsync(flushed);
        await done.CancelAsync();
        Assert.True((await Task.WhenAll(readers)).Sum() > 20, "the pages were hardly read");

        var jobs = await host.Get<JobQueries>().TotalsAsync(DateTime.MinValue, default);

        // A request that finds the same one waiting is answered with it, so there may be a few jobs fewer than requests.
        var succeeded = Assert.Single(jobs);
        Assert.Equal(JobStatus.Succeeded, succeeded.Status);
        Assert.InRange(succeeded.Jobs, Workers * JobsEach / 2, Workers * JobsEach);
        Assert.Equal(succeeded.Jobs * 3, await host.Get<JobQueries>().CountLogAsync(new JobLogFilter(), int.MaxValue - 1, default));
        Assert.True((await host.Get<AuditVerifier>().VerifyAsync(default)).Intact);
    }

    private static async Task WorkAsync(CoreHost host, JobLogWriter log, string source)
    {
        for (var i = 0; i < JobsEach; i++)
        {
            var requested = await host.Get<JobCommands>()
                .RequestAsync(Actors.Operator, "catalog-sync", source, JobParameters.None, JobTrigger.Person, default);
            Assert.True(requested.Succeeded, requested.Message);

            // Any worker may be given any pending job, as any firing of the scheduler may.
            AdmittedJob? admitted;
            while ((admitted = await host.Get<JobAdmission>().AdmitNextAsync(default)) is null)
            {
                if ((await host.JobAsync(requested.Value!.Id)).Status != JobStatus.Pending)
                    break;
            }

            if (admitted is null)
                continue;
            await RunAsync(host, log, admitted.Job, i);
        }
    }

    /// <summary>What the last workers asked for while its source was busy.</summary>
    private static async Task DrainAsync(CoreHost host, JobLogWriter log)
    {
        while (await host.Get<JobAdmission>().AdmitNextAsync(default) is { } left)
            await RunAsync(host, log, left.Job, JobsEach);
    }

    private static async Task RunAsync(CoreHost host, JobLogWriter log, ParserJob running, int round)
    {
        for (var line = 0; line < 3; line++)
            await log.WriteAsync(running.Id, running.SourceId, JobLogLevel.Info, $"line {line}", null);
        await host.SaveItemsAsync(
            running.SourceId,
            [.. Enumerable.Range(0, 20).Select(item => StoredItems.Draft($"{item}", $"Title {item} of run {round}"))]
        );
        await host.Get<JobEnder>().EndAsync(running.Id, (job, now) => job.Succeed(new JobCounts { ItemsProcessed = 20 }, now), default);
    }

    private static async Task<int> ReadPagesAsync(CoreHost host, CancellationToken done)
    {
        var pages = 0;
        for (; !done.IsCancellationRequested; pages++)
        {
            await host.Get<JobQueries>().RecentAsync(new JobFilter(), null, 50, default);
            await host.Get<JobQueries>().LogTailAsync(new JobLogFilter(), 500, default);
            await host.Get<ItemQueries>().ListAsync(new ItemFilter(Text: "title"), null, 50, default);
            await host.Get<AuditQueries>().RecentAsync(new AuditFilter(), null, 50, default);
        }

        return pages;
    }
}
