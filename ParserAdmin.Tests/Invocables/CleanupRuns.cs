using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables;

/// <summary>Old history for cleanup to find, and its run.</summary>
internal static class CleanupRuns
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    public static async Task<CoreHost> HostAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database);
        foreach (var source in new[] { "shop", "books", "films" })
            await host.AddSourceAsync(source);
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }

    public static async Task<ParserJob> EndedAsync(CoreHost host, JobStatus status = JobStatus.Succeeded, string sourceId = "shop")
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var job = await host.AddJobAsync(status, sourceId);
        await AddLinesAsync(host, job.Id, 1);
        return job;
    }

    public static async Task AddLinesAsync(CoreHost host, Guid job, int count)
    {
        await using var context = await host.OpenAsync();
        context.AddRange(
            Enumerable
                .Range(0, count)
                .Select(_ => new JobLogLine
                {
                    JobId = job,
                    SourceId = "shop",
                    CreatedAt = host.Clock.GetUtcNow().UtcDateTime,
                    Message = "a line",
                })
        );
        await context.SaveChangesAsync();
    }

    /// <summary>Old jobs of one task with two lines each, the first with many; then the clock goes on until all are too old.</summary>
    public static async Task FillAsync(CoreHost host, int count, int longest)
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
                context.AddRange(
                    Enumerable
                        .Range(0, i == 0 ? longest : 2)
                        .Select(_ => new JobLogLine
                        {
                            JobId = job.Id,
                            SourceId = "shop",
                            CreatedAt = now,
                            Message = "a line",
                        })
                );
            }

            await context.SaveChangesAsync();
        }

        host.Clock.Advance(Retention + TimeSpan.FromHours(1));
    }

    public static async Task<(int Jobs, int Lines)> CountsAsync(Core.Data.ParserDbContext context) =>
        (await context.Set<ParserJob>().CountAsync(), await context.Set<JobLogLine>().CountAsync(line => line.Message == "a line"));

    public static async Task SwitchAutoupdateAsync(CoreHost host)
    {
        var now = await host.SettingsAsync();
        var changed = await host.Get<SafetyCommands>()
            .ChangeAsync(
                Actors.Admin,
                new SettingsPatch(!now.EnableAutoupdate, new Dictionary<string, int>()),
                "in between",
                now.Version,
                CancellationToken.None
            );
        Assert.True(changed.Succeeded);
    }

    /// <summary>
    /// Waits until the cleanup pauses, or has ended. Its end waits for the log, whose writer looks a tenth of a second later.
    /// </summary>
    public static async Task<bool> PausedAsync(CoreHost host, Task running)
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

    public static async Task SaveAsync(CoreHost host, params string[] ids)
    {
        var attributes = ImmutableSortedDictionary<string, string>.Empty.Add("colour", "red");
        var run = await host.BeginRunAsync("films");
        await host.Get<ItemStore>()
            .SaveAsync(
                run,
                [
                    .. ids.Select(id => new IdentifiedItem(
                        id,
                        new ItemDraft
                        {
                            Kind = "title",
                            Title = $"Item {id}",
                            Attributes = attributes,
                        }
                    )),
                ],
                CancellationToken.None
            );
        await EndAsync(host, run);
    }

    public static async Task LeaveAsync(CoreHost host)
    {
        var run = await host.BeginRunAsync("films");
        await host.Get<ItemStore>().LeaveAsync(run, "title", host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);
        await EndAsync(host, run);
    }

    public static async Task EndAsync(CoreHost host, GatedRun run)
    {
        await host.Get<JobEnder>().EndAsync(run.JobId, (job, now) => job.Succeed(new JobCounts(), now), CancellationToken.None);
        host.Get<ActiveRuns>().End(host.Get<ActiveRuns>().All.Single(active => active.Identity.JobId == run.JobId));
    }

    public static async Task<HashSet<Guid>> IdsAsync(CoreHost host)
    {
        await using var context = await host.OpenAsync();
        return [.. await context.Set<ParserJob>().Select(job => job.Id).ToListAsync()];
    }

    public static async Task<ParserJob> RunAsync(CoreHost host) => await host.JobAsync(await host.PumpAsync(StartAsync(host)));

    public static async Task<Guid> StartAsync(CoreHost host)
    {
        var asked = await host.Get<JobCommands>()
            .RequestAsync(Actors.Operator, Cleanup.Definition.Name, "", JobParameters.None, JobTrigger.Person, CancellationToken.None);
        Assert.True(asked.Succeeded, asked.Message);

        // What else waits may start before it; it neither holds that up nor is held up by it.
        AdmittedJob? admitted;
        do admitted = await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
        while (admitted is not null && admitted.Job.Id != asked.Value.Id);
        await host.Get<JobRunner>().RunAsync(admitted!);
        return asked.Value.Id;
    }
}
