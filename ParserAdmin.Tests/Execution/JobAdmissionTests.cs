using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Execution;

public sealed class JobAdmissionTests
{
    [Theory, EachDatabase]
    public async Task AdmitNext_SeveralWait_OldestStartsFirst(TestDatabase database)
    {
        await using var host = await WithSourcesAsync(database, 3);
        var jobs = await PendingAsync(host, "s0", "s1", "s2");

        foreach (var expected in jobs)
            Assert.Equal(expected.Id, (await AdmitAsync(host))!.Job.Id);

        Assert.Null(await AdmitAsync(host));
        var started = await host.JobAsync(jobs[0].Id);
        Assert.Equal(
            (JobStatus.Running, "node-1", host.Get<NodeIdentity>().Instance),
            (started.Status, started.Node, started.NodeInstance)
        );
        Assert.Equal(3, (await host.AuditAsync()).Count(entry => entry.Action == "job.start"));
    }

    [Theory, EachDatabase]
    public async Task AdmitNext_OneIsMoreUrgent_StartsFirst(TestDatabase database)
    {
        await using var host = await WithSourcesAsync(database, 3);
        var jobs = await PendingAsync(host, "s0", "s1", "s2");
        await using (var context = await host.OpenAsync())
        {
            var urgent = await context.Set<ParserJob>().SingleAsync(job => job.Id == jobs[2].Id);
            context.Entry(urgent).Property(job => job.Priority).CurrentValue = 10;
            await context.SaveChangesAsync();
        }

        Assert.Equal(jobs[2].Id, (await AdmitAsync(host))!.Job.Id);
        Assert.Equal(jobs[0].Id, (await AdmitAsync(host))!.Job.Id);
    }

    [Fact]
    public async Task AdmitNext_SourcesOfDifferentPriority_TheHigherStartsFirst()
    {
        await using var host = await CoreHost.CreateAsync();
        foreach (var (id, priority) in new[] { ("s0", -5), ("s1", 0), ("s2", 20) })
        {
            var yaml = TestSources.Yaml(id).Replace("language: en", $"language: en\npriority: {priority}", StringComparison.Ordinal);
            Assert.True((await host.Get<SourceCommands>().SaveAsync(Actors.Admin, yaml, null, CancellationToken.None)).Succeeded);
            await host.Get<JobCommands>()
                .RequestAsync(Actors.Operator, "catalog-sync", id, JobParameters.None, JobTrigger.Person, CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var expected in new[] { "s2", "s1", "s0" })
            Assert.Equal(expected, (await AdmitAsync(host))!.Job.SourceId);
    }

    [Theory, EachDatabase]
    public async Task AdmitNext_SourceIsBusy_WaitsAndSaysWhy(TestDatabase database)
    {
        await using var host = await WithSourcesAsync(database, 2);
        var jobs = await PendingAsync(host, "s0", "s0", "s1");

        Assert.Equal(jobs[0].Id, (await AdmitAsync(host))!.Job.Id);
        Assert.Equal(jobs[2].Id, (await AdmitAsync(host))!.Job.Id);
        Assert.Null(await AdmitAsync(host));

        var waiting = await host.JobAsync(jobs[1].Id);
        Assert.Equal((JobStatus.Pending, "Waits: another job of this source runs"), (waiting.Status, waiting.Reason));
        await host.SqlAsync("UPDATE parser_jobs SET status = 'succeeded' WHERE status = 'running' AND source_id = 's0'");
        var started = (await AdmitAsync(host))!.Job;
        Assert.Equal((jobs[1].Id, waiting.Reason), (started.Id, (await host.JobAsync(started.Id)).WaitedFor));
    }

    [Theory, EachDatabase]
    public async Task AdmitNext_OfTheWholeProgram_OneAtATimeBesideTheSources(TestDatabase database)
    {
        await using var host = await WithSourcesAsync(database, 1);
        var first = await host.AddJobAsync(JobStatus.Pending, "", task: "cleanup");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await host.AddJobAsync(JobStatus.Pending, "", task: "cleanup");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var other = await host.AddJobAsync(JobStatus.Pending, "s0");

        var admitted = await AdmitAsync(host);
        Assert.Equal((first.Id, null), (admitted!.Job.Id, admitted.Source));
        Assert.Equal(other.Id, (await AdmitAsync(host))!.Job.Id);
        Assert.Null(await AdmitAsync(host));

        var waiting = await host.JobAsync(second.Id);
        Assert.Equal((JobStatus.Pending, "Waits: another job of the whole program runs"), (waiting.Status, waiting.Reason));
    }

    [Theory, EachDatabase]
    public async Task Slot_OfTheWholeProgram_IsSkippedInManualAndStartsInAuto(TestDatabase database)
    {
        await using var host = await WithSourcesAsync(database, 0);
        await host.Get<SchedulePresets>().EnsureAsync(CancellationToken.None);
        var skipped = await host.Provider.RecordSlotAsync("cleanup", host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);
        await host.SwitchToAutoAsync();
        var slot = await host.Provider.RecordSlotAsync("cleanup", host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);

        Assert.Equal((JobStatus.Skipped, slot!.Id), (skipped!.Status, (await AdmitAsync(host))!.Job.Id));
        Assert.Null(
            await host.Get<ExecutionGate>().AskAsync((await host.JobAsync(slot.Id)).Identity, GateAction.Write, CancellationToken.None)
        );
    }

    [Theory]
    [InlineData("cleanup", "s0", "without a source")]
    [InlineData("catalog-sync", "", "Say for which source")]
    public async Task Request_TaskAndSourceDoNotFit_IsRefusedInWords(string task, string source, string words)
    {
        await using var host = await WithSourcesAsync(TestDatabase.Sqlite, 1);

        var asked = await host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, task, source, JobParameters.None, JobTrigger.Api, CancellationToken.None);

        Assert.Equal(Core.Audit.CommandStatus.Unprocessable, asked.Status);
        Assert.Contains(words, asked.Message, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task AdmitNext_MaxConcurrencyReached_WaitsAndSaysWhy(TestDatabase database)
    {
        await using var host = await WithSourcesAsync(database, 5);
        var jobs = await PendingAsync(host, "s0", "s1", "s2", "s3", "s4");

        for (var i = 0; i < 4; i++)
            Assert.NotNull(await AdmitAsync(host));
        Assert.Null(await AdmitAsync(host));

        Assert.Equal("Waits: 4 of 4 jobs run", (await host.JobAsync(jobs[4].Id)).Reason);
    }

    [PostgresFact]
    public async Task AdmitNext_ThisNodeRunsItsShare_WaitsForAnotherAndSaysWhy()
    {
        await using var host = await WithSourcesAsync(TestDatabase.Postgres, 3);
        await using var other = await host.JoinAsync();
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        await other.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
        var jobs = await PendingAsync(host, "s0", "s1", "s2");

        Assert.NotNull(await AdmitAsync(host));
        Assert.NotNull(await AdmitAsync(host));
        Assert.Null(await AdmitAsync(host));

        Assert.StartsWith("Waits: node-1 runs its share", (await host.JobAsync(jobs[2].Id)).Reason, StringComparison.Ordinal);
        Assert.Equal(jobs[2].Id, (await AdmitAsync(other))!.Job.Id);
    }

    [Theory, EachDatabase]
    public async Task AdmitNext_ManyAtOnceOnTwoNodes_NeverTooManyNorTwoOfOneSource(TestDatabase database)
    {
        await using var host = await WithSourcesAsync(database, 6);
        await using var other = await host.JoinAsync();
        await PendingAsync(host, "s0", "s0", "s1", "s1", "s2", "s2", "s3", "s4", "s5");

        var admitted = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => AdmitAsync(i % 2 == 0 ? host : other))));

        var started = admitted.OfType<AdmittedJob>().Select(one => one.Job.SourceId).ToList();
        Assert.Equal(4, started.Count);
        Assert.Equal(4, started.Distinct().Count());
        await using var context = await host.OpenAsync();
        Assert.Equal(4, await context.Set<ParserJob>().CountAsync(job => job.Status == JobStatus.Running));
    }

    [Theory, EachDatabase]
    public async Task AdmitNext_Stopped_StartsNothing(TestDatabase database)
    {
        await using var host = await WithSourcesAsync(database, 1);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);
        var job = (await PendingAsync(host, "s0"))[0];

        Assert.Null(await AdmitAsync(host));

        var refused = await host.JobAsync(job.Id);
        Assert.Equal((JobStatus.Cancelled, "Emergency stop by olga@example.org: smoke"), (refused.Status, refused.Reason));
    }

    [Fact]
    public async Task AdmitNext_SourcePausedMeanwhile_IsRefusedWithTheReason()
    {
        await using var host = await WithSourcesAsync(TestDatabase.Sqlite, 1);
        var job = (await PendingAsync(host, "s0"))[0];
        await host.Get<SourceCommands>().PauseAsync(Actors.Operator, "s0", "layout changed", CancellationToken.None);

        Assert.Null(await AdmitAsync(host));

        Assert.Contains("layout changed", (await host.JobAsync(job.Id)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdmitNext_SourceGone_IsRefused()
    {
        await using var host = await WithSourcesAsync(TestDatabase.Sqlite, 1);
        var job = (await PendingAsync(host, "ghost"))[0];

        Assert.Null(await AdmitAsync(host));

        Assert.Equal(
            (JobStatus.Cancelled, "There is no source ghost any more"),
            ((await host.JobAsync(job.Id)).Status, (await host.JobAsync(job.Id)).Reason)
        );
    }

    [Fact]
    public async Task AdmitNext_ScheduledJobButManualMeanwhile_IsSkipped()
    {
        await using var host = await WithSourcesAsync(TestDatabase.Sqlite, 1);
        var job = await host.AddJobAsync(JobStatus.Pending, "s0", JobTrigger.Schedule);

        Assert.Null(await AdmitAsync(host));

        Assert.Equal(JobStatus.Skipped, (await host.JobAsync(job.Id)).Status);
    }

    private static Task<AdmittedJob?> AdmitAsync(CoreHost host) => host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);

    private static async Task<CoreHost> WithSourcesAsync(TestDatabase database, int count)
    {
        var host = await CoreHost.CreateAsync(database);
        for (var i = 0; i < count; i++)
            await host.AddSourceAsync($"s{i}");
        return host;
    }

    private static async Task<List<ParserJob>> PendingAsync(CoreHost host, params string[] sources)
    {
        var jobs = new List<ParserJob>();
        foreach (var source in sources)
        {
            jobs.Add(await host.AddJobAsync(JobStatus.Pending, source));
            host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        return jobs;
    }
}
