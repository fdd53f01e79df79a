using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Cluster.Relay;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines.Coravel;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Execution;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>
/// Three hundred schedules with a slot each minute on one SQLite file, through the real engine, ledger, admission and runs, while the
/// node's heart beats, lost jobs are looked for and people look. Ten of them take longer than a minute once.
/// </summary>
public sealed class EachMinuteTests
{
    private const int Schedules = 300;
    private const int Minutes = 3;
    private const int Slow = 10;
    private const int SlowMinute = 2;
    private const string StillRuns = "The run before this one has not ended";

    /// <summary>The first minute.</summary>
    private static readonly DateTime Begin = new(2026, 3, 1, 12, 1, 0, DateTimeKind.Utc);

    private int _looks;

    [Fact]
    public async Task Slots_OfThreeHundredEachMinute_EachIsARunThatEndsOrSaysWhyNot()
    {
        var task = new FakeInvocable();
        using var log = new Complaints();
        await using var host = await CoreHost.CreateAsync(
            configure: services => Configure(services, task, log),
            clock: new ManualTimeProvider(Begin.AddSeconds(-1))
        );
        task.Work = (run, token) => WorkAsync(host, run, token);
        await ArrangeAsync(host);
        var hosted = host.Provider.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
            await service.StartAsync(CancellationToken.None);

        for (var minute = 1; minute <= Minutes; minute++)
            await PassAsync(host, minute);

        foreach (var service in hosted.AsEnumerable().Reverse())
            await service.StopAsync(CancellationToken.None);
        await AssertSlotsAsync(host);
        await AssertKeptAsync(host);
        Assert.Empty(log.Lines);
    }

    /// <summary>All of a node that has to do with jobs, in its order, on the test's clock.</summary>
    private static void Configure(IServiceCollection services, FakeInvocable task, Complaints log)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(log));
        services.RemoveAll<IInvocable>().AddSingleton<IInvocable>(task);
        services.Replace(ServiceDescriptor.Singleton<IJobDispatcher, NodeDispatcher>());
        services.AddHostedService(provider => provider.GetRequiredService<JobLogWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<NodeAgent>());
        services.AddHostedService(provider => provider.GetRequiredService<ClusterRelay>());
        services.AddHostedService<SchedulerHost>();
        services.AddCoravelEngine();
    }

    private static async Task ArrangeAsync(CoreHost host)
    {
        for (var source = 0; source < Schedules; source++)
            await host.AddSourceAsync($"shop-{source}");
        await host.SqlAsync(
            "UPDATE schedules SET cron = '* * * * *', follows_setting = NULL, interval_seconds = NULL, version = version + 1 "
                + "WHERE task = 'catalog-sync'"
        );
        await host.SwitchToAutoAsync();
        await host.SqlAsync("UPDATE parser_settings SET max_concurrency = 24");
        await host.Get<NodeAgent>().RegisterAsync(CancellationToken.None);
    }

    private static async Task WorkAsync(CoreHost host, JobRun run, CancellationToken token)
    {
        await run.Log.InfoAsync("one page");
        await host.Get<ItemStore>()
            .SaveAsync(
                run.Permit,
                [new IdentifiedItem("1", StoredItems.Draft("1", $"Title of {run.StartedAt:HH:mm}"))],
                new BatchProgress("1"),
                token
            );
        run.Progress.Add(counts => counts with { ItemsProcessed = 1 });
        if (IsSlow(run.Source.Id) && run.StartedAt.Minute == SlowMinute)
            await Task.Delay(Left(host, SlowMinute) + TimeSpan.FromSeconds(10), host.Clock, token);
    }

    /// <summary>
    /// A minute goes by; ever slower as long as something of it has not ended, so that a busy machine is given its time, and the next
    /// minute does not begin before.
    /// </summary>
    private async Task PassAsync(CoreHost host, int minute)
    {
        var (ended, steps) = (false, 0);
        for (var left = Left(host, minute); left > TimeSpan.Zero; left = Left(host, minute))
        {
            if (!ended && steps++ % 20 == 0)
                ended = await HaveEndedAsync(host, minute);
            Assert.True(steps < 10_000, $"Not all that came due in minute {minute} has ended");
            var (step, longest) = ended ? (left, 500) : (left / 100, 100);
            host.Clock.Advance(TimeSpan.FromMilliseconds(Math.Min(step.TotalMilliseconds, longest)));
            await Task.Delay(5, CancellationToken.None);
            if (++_looks % 40 == 0)
                await LookAsync(host);
        }
    }

    /// <summary>Until its last second.</summary>
    private static TimeSpan Left(CoreHost host, int minute) => Begin.AddMinutes(minute).AddSeconds(-1) - host.Clock.GetUtcNow().UtcDateTime;

    private static async Task<bool> HaveEndedAsync(CoreHost host, int minute) =>
        await host.CountAsync("SELECT count(*) FROM parser_jobs") >= minute * Schedules
        && await host.CountAsync("SELECT count(*) FROM parser_jobs WHERE ended_at IS NULL") <= (minute == SlowMinute ? Slow : 0);

    /// <summary>As pages do.</summary>
    private static async Task LookAsync(CoreHost host)
    {
        await host.Get<JobQueries>().RecentAsync(new JobFilter(), null, 50, CancellationToken.None);
        await host.Get<JobQueries>().TotalsAsync(DateTime.MinValue, CancellationToken.None);
        await host.Get<ScheduleOverviews>().ListAsync(null, 50, CancellationToken.None);
    }

    private static async Task AssertSlotsAsync(CoreHost host)
    {
        await using var context = await host.OpenAsync();
        var jobs = await context.Set<ParserJob>().AsNoTracking().ToListAsync();
        Assert.All(jobs, job => Assert.Equal(JobTrigger.Schedule, job.Trigger));
        Assert.Equal(
            from source in Enumerable.Range(0, Schedules)
            from minute in Enumerable.Range(1, Minutes)
            select (Id: $"catalog-sync:shop-{source}", Minute: minute) into slot
            orderby slot.Id, slot.Minute
            select slot,
            from job in jobs
            orderby job.ScheduleId, job.RequestedAt.Minute
            select (job.ScheduleId!, job.RequestedAt.Minute)
        );
        Assert.Equal(
            Enumerable.Range(0, Slow).Select(source => ($"shop-{source}", SlowMinute + 1, StillRuns)),
            from job in jobs
            where job.Status == JobStatus.Skipped
            orderby job.SourceId
            select (job.SourceId, job.RequestedAt.Minute, job.Reason!)
        );
        Assert.All(jobs, job => Assert.True(job.Status is JobStatus.Succeeded or JobStatus.Skipped, $"{job.ScheduleId}: {job.Outcome}"));
    }

    /// <summary>What the runs wrote: items, logs and the audit trail.</summary>
    private static async Task AssertKeptAsync(CoreHost host)
    {
        const int runs = (Schedules * Minutes) - Slow;
        Assert.Equal(Schedules, await host.Get<ItemQueries>().CountAsync(new ItemFilter(), CancellationToken.None));
        Assert.Equal(runs * 3, await host.Get<JobQueries>().CountLogAsync(new JobLogFilter(), int.MaxValue - 1, CancellationToken.None));
        var said = (await host.AuditAsync()).Where(entry => entry.EntityType == "parser_jobs").ToList();
        Assert.Equal(
            [("job.end", AuditOutcome.Succeeded, runs), ("job.start", AuditOutcome.Succeeded, runs)],
            said.CountBy(entry => (entry.Action, entry.Outcome)).Select(each => (each.Key.Action, each.Key.Outcome, each.Value)).Order()
        );
        Assert.True((await host.Get<AuditVerifier>().VerifyAsync(CancellationToken.None)).Intact);
    }

    private static bool IsSlow(string source) =>
        int.Parse(source["shop-".Length..], System.Globalization.CultureInfo.InvariantCulture) < Slow;
}
