using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;
using static ParserAdmin.Tests.Invocables.CleanupRuns;

namespace ParserAdmin.Tests.Invocables;

public sealed class CleanupTests
{
    [Theory, EachDatabase]
    public async Task Run_OldHistory_GoesAndWhatIsNeededStays(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        var old = new[]
        {
            await EndedAsync(host),
            await EndedAsync(host, JobStatus.Cancelled),
            await EndedAsync(host, JobStatus.Lost),
            await EndedAsync(host, JobStatus.Skipped),
        };
        var chain = await host.AddJobAsync(JobStatus.Running);
        var failed = await host.Get<JobEnder>()
            .EndAsync(chain.Id, (job, now) => job.Fail(ErrorClass.Network, "reset", new JobCounts(), now), CancellationToken.None);
        var retry = (await host.NextJobAsync(failed!.Id))!.Value;
        var running = await host.AddJobAsync(JobStatus.Running, "books");
        var newest = await EndedAsync(host, sourceId: "films");
        await host.DeadLetterAsync("shop", 1);
        await host.DeadLetterAsync("shop", 1);
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
        Assert.Equal(
            new HashSet<Guid> { newest.Id, young.Id, cleanup.Id },
            [.. await context.Set<JobLogLine>().Select(line => line.JobId).Distinct().ToListAsync()]
        );
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

        var items = (await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None)).ToDictionary(item =>
            item.ExternalId
        );
        Assert.Equal(("Item gone", 0), (items["gone"].Title, items["gone"].Attributes.Count));
        Assert.NotEmpty(items["there"].Attributes);

        await SaveAsync(host, "gone");
        var back = await host.Get<ItemQueries>().FindAsync(items["gone"].Id, CancellationToken.None);
        Assert.Equal((null, "red"), (back!.GoneAt, back.Attributes["colour"]));
        Assert.Single(await host.Get<ItemQueries>().RevisionsAsync(back.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Run_AnItemLongGone_KeepsWhatAPersonWroteIntoIt()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        await SaveAsync(host, "gone");
        var id = Assert.Single(await host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 10, CancellationToken.None)).Id;
        var edited = await host.Get<ItemEditCommands>()
            .EditAsync(
                Actors.Operator,
                id,
                new ItemEdit(
                    new Dictionary<string, IReadOnlyList<string>> { ["attributes.shelf"] = ["3b"], ["attributes.colour"] = ["blue"] },
                    []
                ),
                CancellationToken.None
            );
        Assert.True(edited.Succeeded);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await LeaveAsync(host);
        host.Clock.Advance(Retention + TimeSpan.FromHours(1));

        await RunAsync(host);
        await SaveAsync(host, "gone");

        var back = await host.Get<ItemQueries>().FindAsync(id, CancellationToken.None);
        Assert.Equal((null, "3b", "blue"), (back!.GoneAt, back.Attributes["shelf"], back.Attributes["colour"]));
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
        await host.Get<SafetyCommands>()
            .ChangeAsync(Actors.Admin, patch, "disk", (await host.SettingsAsync()).Version, CancellationToken.None);
        var cleanup = await RunAsync(host);

        Assert.DoesNotContain(old.Id, await IdsAsync(host));
        var log = await host.Get<JobQueries>().LogAsync(new JobLogFilter(cleanup.Id), 0, 10, CancellationToken.None);
        Assert.Equal("1 jobs and 1 log lines deleted, raw fields of 0 gone items let go of", log[^2].Message);
    }
}
