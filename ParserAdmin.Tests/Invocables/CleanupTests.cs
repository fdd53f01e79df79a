using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Scheduling;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables;

public sealed class CleanupTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    [Theory, EachDatabase]
    public async Task Run_OldHistory_GoesAndWhatIsNeededStays(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var old = new[] { await EndedAsync(host), await EndedAsync(host, JobStatus.Cancelled), await EndedAsync(host, JobStatus.Lost), await EndedAsync(host, JobStatus.Skipped) };
        var chain = await host.AddJobAsync(JobStatus.Running);
        var failed = await host.Get<JobEnder>().EndAsync(chain.Id, (job, now) => job.Fail(ErrorClass.Network, "reset", new JobCounts(), now), CancellationToken.None);
        var retry = (await host.Get<JobQueries>().NextAsync(failed!.Id, CancellationToken.None))!.Value;
        var running = await host.AddJobAsync(JobStatus.Running, "books");
        var newest = await EndedAsync(host, sourceId: "films");
        await host.BuryAsync("shop", 1);
        await host.BuryAsync("shop", 1);
        host.Clock.Advance(Retention + TimeSpan.FromHours(1));
        var young = await EndedAsync(host);

        var cleanup = await RunAsync(host);

        Assert.Equal((JobStatus.Succeeded, null), (cleanup.Status, cleanup.ErrorMessage));
        var left = await IdsAsync(host);
        Assert.DoesNotContain(old, job => left.Contains(job.Id));
        Assert.Subset(left, new HashSet<Guid> { failed.Id, retry, running.Id, newest.Id, young.Id, cleanup.Id });
        await using var context = await host.OpenAsync();
        var letters = await context.Set<FailedAttempt>().ToListAsync();
        Assert.Equal((2, 0), (letters.Count, letters.Count(letter => left.Contains(letter.JobId))));
        Assert.Equal(new HashSet<Guid> { newest.Id, young.Id, cleanup.Id }, [.. await context.Set<JobLogLine>().Select(line => line.JobId).Distinct().ToListAsync()]);
    }

    [Theory, EachDatabase]
    public async Task Run_Twice_KeepsTheLastRunOfEachTaskAndIsOnRecord(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await EndedAsync(host);
        var last = await EndedAsync(host);
        host.Clock.Advance(Retention + TimeSpan.FromHours(1));

        await RunAsync(host);
        await RunAsync(host);

        Assert.Contains(last.Id, await IdsAsync(host));
        var entry = Assert.Single(await host.AuditAsync(), entry => entry.Action == "job.delete");
        Assert.Equal((ActorType.System, "parser_jobs", "History older than 30 days"), (entry.ActorType, entry.EntityType, entry.Reason));
        Assert.Contains("\"jobs\":1", entry.Before, StringComparison.Ordinal);
        Assert.True((await host.Get<AuditVerifier>().VerifyAsync(CancellationToken.None)).Intact);
    }

    [Theory, EachDatabase]
    public async Task Run_ThousandsOfJobs_GoInBatchesWithOthersInBetween(TestDatabase database)
    {
        const int jobs = 3_000;
        await using var host = await HostAsync(database);
        await FillAsync(host, jobs, longest: 2_500);
        await using var context = await host.OpenAsync();
        var before = (Jobs: jobs + 1, Lines: 2_500 + (2 * (jobs - 1)));
        var (running, pauses) = (StartAsync(host), 0);

        while (await PausedAsync(host, running))
        {
            var now = await CountsAsync(context);
            Assert.InRange(before.Jobs - now.Jobs, 0, JobRetention.JobsPerBatch);
            Assert.InRange(before.Lines - now.Lines, 0, JobRetention.LinesPerBatch);

            // No transaction is open while it pauses: a change with its audit entry goes through at once, and so does an item's batch.
            await SwitchAutoupdateAsync(host).WaitAsync(TimeSpan.FromSeconds(5));
            before = await CountsAsync(context);
            pauses++;
            host.Clock.Advance(Pause);
        }

        Assert.Equal(JobStatus.Succeeded, (await host.JobAsync(await running)).Status);
        Assert.InRange(pauses, 2 * jobs / JobRetention.JobsPerBatch, 200);
        Assert.Equal(2, (await CountsAsync(context)).Jobs);
        Assert.Equal(pauses, (await host.AuditAsync()).Count(entry => entry.Action == "settings.change"));
    }

    [Theory, EachDatabase]
    public async Task Run_StoppedInBetween_EndsAndKeepsTheRest(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await FillAsync(host, 500, longest: 1);
        var running = StartAsync(host);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(await PausedAsync(host, running));
            host.Clock.Advance(Pause);
        }

        await PausedAsync(host, running);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "enough", CancellationToken.None);
        await host.PumpAsync(running);

        Assert.Equal(JobStatus.Cancelled, (await host.JobAsync(await running)).Status);
        await using var context = await host.OpenAsync();
        Assert.InRange((await CountsAsync(context)).Jobs, 200, 400);
    }

    [Theory, EachDatabase]
    public async Task Run_ItemsLongGone_LoseTheirRawFieldsUntilTheyComeBack(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await SaveAsync(host, "gone", "there");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync(host, "there");
        await LeaveAsync(host);
        host.Clock.Advance(Retention + TimeSpan.FromHours(1));

        await RunAsync(host);

        var items = (await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None)).ToDictionary(item => item.ExternalId);
        Assert.Equal(("Item gone", 0), (items["gone"].Title, items["gone"].Attributes.Count));
        Assert.NotEmpty(items["there"].Attributes);

        await SaveAsync(host, "gone");
        var back = await host.Get<ItemQueries>().FindAsync(items["gone"].Id, CancellationToken.None);
        Assert.Equal((null, "red"), (back!.GoneAt, back.Attributes["colour"]));
        Assert.Single(await host.Get<ItemQueries>().RevisionsAsync(back.Id, CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Run_LinesWithoutAJob_GoOnceTheyAreOld(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await AddLinesAsync(host, Guid.CreateVersion7(), 1_200);
        host.Clock.Advance(Retention + TimeSpan.FromHours(1));
        await AddLinesAsync(host, Guid.CreateVersion7(), 2);

        await RunAsync(host);

        await using var context = await host.OpenAsync();
        Assert.Equal(2, await context.Set<JobLogLine>().CountAsync(line => line.Message == "a line"));
    }

    [Fact]
    public async Task Run_ShorterRetention_TakesTheSettingAsItIs()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        var old = await EndedAsync(host);
        await EndedAsync(host);
        host.Clock.Advance(TimeSpan.FromDays(3));
        await RunAsync(host);
        Assert.Contains(old.Id, await IdsAsync(host));

        var patch = new SettingsPatch(null, new Dictionary<string, int> { [nameof(ParserSettings.HistoryRetentionDays)] = 2 });
        await host.Get<SafetyCommands>().ChangeAsync(Actors.Admin, patch, "disk", (await host.SettingsAsync()).Version, CancellationToken.None);
        var cleanup = await RunAsync(host);

        Assert.DoesNotContain(old.Id, await IdsAsync(host));
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(cleanup.Id), 0, 10, CancellationToken.None);
        Assert.Equal("1 jobs and 1 log lines deleted, raw fields of 0 gone items let go of", log[^2].Message);
    }

    private static async Task<CoreHost> HostAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database);
        foreach (var source in new[] { "shop", "books", "films" })
            await host.AddSourceAsync(source);
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }

    private static async Task<ParserJob> EndedAsync(CoreHost host, JobStatus status = JobStatus.Succeeded, string sourceId = "shop")
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var job = await host.AddJobAsync(status, sourceId);
        await AddLinesAsync(host, job.Id, 1);
        return job;
    }

    private static async Task AddLinesAsync(CoreHost host, Guid job, int count)
    {
        await using var context = await host.OpenAsync();
        context.AddRange(Enumerable.Range(0, count).Select(_ => new JobLogLine { JobId = job, SourceId = "shop", CreatedAt = host.Clock.GetUtcNow().UtcDateTime, Message = "a line" }));
        await context.SaveChangesAsync();
    }

    /// <summary>Old jobs of one task with two lines each, the first with many; then the clock goes on until all are too old.</summary>
    private static async Task FillAsync(CoreHost host, int count, int longest)
    {
        await using (var context = await host.OpenAsync())
        {
            for (var i = 0; i < count; i++)
            {
                var now = host.Clock.GetUtcNow().UtcDateTime.AddMilliseconds(i);
                var job = ParserJob.Request("catalog-sync", "shop", JobTrigger.Person, "olga", JobParameters.None, 0, now);
                job.Start("node-1", Guid.NewGuid(), 0, now);
                job.Succeed(new JobCounts(), now);
                context.Add(job);
                context.AddRange(Enumerable.Range(0, i == 0 ? longest : 2).Select(_ => new JobLogLine { JobId = job.Id, SourceId = "shop", CreatedAt = now, Message = "a line" }));
            }

            await context.SaveChangesAsync();
        }

        host.Clock.Advance(Retention + TimeSpan.FromHours(1));
    }

    private static async Task<(int Jobs, int Lines)> CountsAsync(Core.Data.ParserDbContext context) =>
        (await context.Set<ParserJob>().CountAsync(), await context.Set<JobLogLine>().CountAsync(line => line.Message == "a line"));

    private static async Task SwitchAutoupdateAsync(CoreHost host)
    {
        var now = await host.SettingsAsync();
        var changed = await host.Get<SafetyCommands>().ChangeAsync(Actors.Admin, SettingsPatch.Autoupdate(!now.EnableAutoupdate), "in between", now.Version, CancellationToken.None);
        Assert.True(changed.Succeeded);
    }

    /// <summary>Waits until the cleanup pauses, or has ended. Its end waits for the log, whose writer looks a tenth of a second later.</summary>
    private static async Task<bool> PausedAsync(CoreHost host, Task running)
    {
        while (true)
        {
            var paused = host.Clock.WaitForTimerAsync(Pause);
            if (await Task.WhenAny(paused, running, Task.Delay(3_000)) is var first && first == running)
                return false;
            if (first == paused)
                return true;
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task SaveAsync(CoreHost host, params string[] ids)
    {
        var attributes = ImmutableSortedDictionary<string, string>.Empty.Add("colour", "red");
        var run = await host.BeginRunAsync("films");
        await host.Get<ItemStore>().SaveAsync(
            run, [.. ids.Select(id => new IdentifiedItem(id, new ItemDraft { Kind = "title", Title = $"Item {id}", Attributes = attributes }))], CancellationToken.None);
        await EndAsync(host, run);
    }

    private static async Task LeaveAsync(CoreHost host)
    {
        var run = await host.BeginRunAsync("films");
        await host.Get<ItemStore>().LeaveAsync(run, "title", host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);
        await EndAsync(host, run);
    }

    private static async Task EndAsync(CoreHost host, GatedRun run)
    {
        await host.Get<JobEnder>().EndAsync(run.JobId, (job, now) => job.Succeed(new JobCounts(), now), CancellationToken.None);
        host.Get<ActiveRuns>().End(host.Get<ActiveRuns>().Find(run.JobId)!);
    }

    private static async Task<HashSet<Guid>> IdsAsync(CoreHost host)
    {
        await using var context = await host.OpenAsync();
        return [.. await context.Set<ParserJob>().Select(job => job.Id).ToListAsync()];
    }

    private static async Task<ParserJob> RunAsync(CoreHost host) => await host.JobAsync(await host.PumpAsync(StartAsync(host)));

    private static async Task<Guid> StartAsync(CoreHost host)
    {
        var asked = await host.Get<JobCommands>().RequestAsync(Actors.Operator, Cleanup.TaskName, "", JobParameters.None, JobTrigger.Person, CancellationToken.None);
        Assert.True(asked.Succeeded, asked.Message);

        // What else waits may start before it; it neither holds that up nor is held up by it.
        AdmittedJob? admitted;
        do
            admitted = await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        while (admitted is not null && admitted.Job.Id != asked.Value.Id);
        await host.Get<JobRunner>().RunAsync(admitted!, CancellationToken.None);
        return asked.Value.Id;
    }
}
