using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Execution.JobRuns;

namespace ParserAdmin.Tests.Execution;

/// <summary>Runs that nobody ends before their work does.</summary>
public sealed class JobRunnerTests
{
    private readonly FakeInvocable _task = new();

    public static TheoryData<Exception, ErrorClass> Failures =>
        new()
        {
            { new JobFailedException(ErrorClass.LayoutChanged, "The page has no rows."), ErrorClass.LayoutChanged },
            { new DbUpdateException("disk full"), ErrorClass.Storage },
            { new DbUpdateException("CHECK", new SqliteException("CHECK constraint failed", 19)), ErrorClass.Internal },
            { new TimeoutException("too slow"), ErrorClass.Timeout },
            { new NotSupportedException("oops"), ErrorClass.Internal },
        };

    [Theory, EachDatabase]
    public async Task Run_WorkEnds_IsSucceededWithItsCounts(TestDatabase database)
    {
        await using var host = await HostAsync(_task, database);
        _task.Work = (run, _) =>
        {
            run.Progress.Add(counts => counts with { ItemsProcessed = 3, ItemsNew = 2, Pages = 1 });
            return Task.CompletedTask;
        };

        var job = await RunAsync(host);

        Assert.Equal((JobStatus.Succeeded, 3, 2, 1), (job.Status, job.Counts.ItemsProcessed, job.Counts.ItemsNew, job.Counts.Pages));
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(job.Id), 0, 10, CancellationToken.None);
        Assert.Equal(
            ["catalog-sync of A shop started on node-1", "Done: 3 items: 2 new, 0 changed, 0 failed; 1 page, 0 requests"],
            log.Select(line => line.Message)
        );
        Assert.Empty(host.Get<ActiveRuns>().All);
    }

    [Theory]
    [InlineData(0, "Done: 3 items: 3 new, 0 changed, 0 failed; 1 page, 0 requests", "succeeded")]
    [InlineData(1, "Done with errors: 3 items: 2 new, 0 changed, 1 failed; 1 page, 0 requests", "succeeded with errors")]
    public async Task Run_SomeItemsFail_ItsLastLineSaysSo(int failed, string line, string outcome)
    {
        await using var host = await HostAsync(_task);
        _task.Work = (run, _) =>
        {
            run.Progress.Add(counts => counts with { ItemsProcessed = 3, ItemsNew = 3 - failed, ItemsFailed = failed, Pages = 1 });
            return Task.CompletedTask;
        };

        var job = await RunAsync(host);

        Assert.Equal((JobStatus.Succeeded, outcome), (job.Status, job.Outcome));
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(job.Id), 0, 10, CancellationToken.None);
        Assert.Equal(line, log[^1].Message);
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Run_WorkFails_IsFailedWithItsClass(Exception failure, ErrorClass expected)
    {
        await using var host = await HostAsync(_task);
        _task.Work = (run, _) =>
        {
            run.Progress.Add(counts => counts with { ItemsNew = 2 });
            throw failure;
        };

        var job = await RunAsync(host);

        Assert.Equal((JobStatus.Failed, expected, 2), (job.Status, job.ErrorClass, job.Counts.ItemsNew));
        Assert.Contains(failure.Message, job.ErrorMessage, StringComparison.Ordinal);
        var log = await host.Get<JobQueries>()
            .LogAsync(new JobLogFilter(job.Id, Levels: [JobLogLevel.Error]), 0, 10, CancellationToken.None);
        Assert.Contains(expected.ToString(), Assert.Single(log).Message, StringComparison.Ordinal);
    }
}
