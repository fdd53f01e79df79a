using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules;

/// <summary>What many schedules did last, read together: the same as one by one, with as many questions for one as for all.</summary>
public sealed class LastRunsTests
{
    private const int Sources = 12;
    private readonly Questions _questions = new();

    [Theory, EachDatabase]
    public async Task Last_OfMany_IsWhatEachOneByItselfSays(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database, services => services.AddSingleton<ISaveChangesInterceptor>(_questions));
        var random = new Random(20261129);
        for (var source = 0; source < Sources; source++)
            await host.AddSourceAsync($"shop-{source}");
        for (var job = 0; job < 120; job++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(1, 2_000)));
            await host.AddJobAsync(
                random.Next(3) switch
                {
                    0 => JobStatus.Skipped,
                    1 => JobStatus.Succeeded,
                    _ => JobStatus.Pending,
                },
                $"shop-{random.Next(Sources - 2)}",
                random.Next(2) == 0 ? JobTrigger.Schedule : JobTrigger.Person
            );
        }

        var queries = host.Get<ScheduleQueries>();
        var schedules = (await queries.AllAsync(CancellationToken.None)).Select(view => view.Schedule).ToList();
        var before = _questions.Count;
        var all = await host.Get<LastRuns>().ReadAsync([.. schedules.Select(schedule => schedule.Id)], CancellationToken.None);
        Assert.Equal(2, _questions.Count - before);

        Assert.Equal(schedules.Count, all.Count);
        foreach (var schedule in schedules)
        {
            var jobs = await host.Get<JobQueries>().RecentAsync(new JobFilter(ScheduleId: schedule.Id), null, 1, CancellationToken.None);
            var slot = jobs.FirstOrDefault(job => job.Status == JobStatus.Skipped);
            var mine = await host.Get<JobQueries>()
                .RecentAsync(new JobFilter(Task: schedule.Task, SourceId: schedule.SourceId), null, 100, CancellationToken.None);
            var run = mine.FirstOrDefault(job => job.StartedAt is not null && (job.ScheduleId is null || job.ScheduleId == schedule.Id));
            Assert.Equal((run?.Id, slot?.Id), (all[schedule.Id].Run?.Id, all[schedule.Id].Skipped?.Id));
        }

        Assert.Contains(all.Values, last => last.Run is not null);
        Assert.Contains(all.Values, last => last.Skipped is not null);
        Assert.Contains(all.Values, last => last is { Run: null, Skipped: null });
    }

    /// <summary>How many queries were asked.</summary>
    private sealed class Questions : DbCommandInterceptor, ISaveChangesInterceptor
    {
        public int Count { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
