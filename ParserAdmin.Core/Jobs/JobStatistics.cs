using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs;

/// <summary>What many jobs did together, for charts: the database adds up, and no row of a job is read.</summary>
public sealed class JobStatistics(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    private static readonly Expression<Func<ParserJob, RunSpan>> AsRun = job => new RunSpan(
        job.Id,
        job.Task,
        job.SourceId,
        job.Status,
        job.Counts.ItemsFailed > 0 && job.Status == JobStatus.Succeeded,
        job.NotBefore ?? job.RequestedAt,
        job.StartedAt!.Value,
        job.EndedAt,
        job.ErrorClass,
        job.ErrorMessage ?? job.Reason,
        job.WaitedFor
    );

    /// <summary>
    /// What the jobs did that were asked for since <paramref name="since"/>, by full hour (UTC) and status, oldest first. A day is told by
    /// its number, so this is for some weeks at most.
    /// </summary>
    public async Task<IReadOnlyList<HourTotals>> HoursAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context
            .Set<ParserJob>()
            .Where(job => job.RequestedAt >= since)
            .GroupBy(job => new
            {
                job.RequestedAt.Day,
                job.RequestedAt.Hour,
                job.Status,
            })
            .Select(group => new
            {
                group.Key.Day,
                group.Key.Hour,
                group.Key.Status,
                Jobs = group.Count(),
                WithErrors = group.Sum(job => job.Counts.ItemsFailed > 0 ? 1 : 0),
                ItemsNew = group.Sum(job => (long)job.Counts.ItemsNew),
                ItemsChanged = group.Sum(job => (long)job.Counts.ItemsChanged),
                Requests = group.Sum(job => (long)job.Counts.Requests),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new HourTotals(
                    HourFrom(since, row.Day, row.Hour),
                    row.Status,
                    row.Jobs,
                    row.Status == JobStatus.Succeeded ? row.WithErrors : 0,
                    row.ItemsNew,
                    row.ItemsChanged,
                    row.Requests
                ))
                .OrderBy(total => total.Hour)
                .ThenBy(total => total.Status),
        ];
    }

    /// <summary>
    /// The runs that started last, newest first; what was skipped never started and is none. A run that still goes on has no end.
    /// </summary>
    public async Task<IReadOnlyList<RunSpan>> LatestAsync(DateTime since, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<ParserJob>()
            .Where(job => job.StartedAt >= since)
            .OrderByDescending(job => job.StartedAt)
            .Take(limit)
            .Select(AsRun)
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The last <paramref name="most"/> runs of each of these sources, newest first; what never started is none. Four statements, however
    /// many sources there are.
    /// </summary>
    public async Task<ILookup<string, RunSpan>> LastOfEachAsync(
        IReadOnlyCollection<string> sourceIds,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // A source that runs often has them all within a day, and its thousands of older ones are not put in order. Of the others
        // most have them within a month, and what is left has few.
        var last = new List<(string SourceId, Guid Id)>();
        List<string> left = [.. sourceIds];
        foreach (var since in (Guid[])[IdOf(1), IdOf(30), Guid.Empty])
        {
            var newest = await NewestAsync(context, left, since, most, cancellationToken);
            var whole = newest.CountBy(run => run.SourceId).Where(source => source.Value == most).Select(source => source.Key);
            left = [.. left.Except(whole)];
            last.AddRange(newest);
        }

        var ids = last.Select(run => run.Id).Distinct().ToList();
        var found = await context.Set<ParserJob>().Where(job => ids.Contains(job.Id)).Select(AsRun).ToListAsync(cancellationToken);
        return found.OrderByDescending(run => run.Id).ToLookup(run => run.SourceId);
    }

    /// <summary>An id that a job got so many days ago.</summary>
    private Guid IdOf(int days) => Guid.CreateVersion7(clock.GetUtcNow().AddDays(-days));

    /// <summary>Ids alone, which an index holds: whole rows would make the database read all there are.</summary>
    private static async Task<List<(string SourceId, Guid Id)>> NewestAsync(
        ParserDbContext context,
        List<string> sourceIds,
        Guid after,
        int most,
        CancellationToken cancellationToken
    )
    {
        if (sourceIds.Count == 0)
            return [];
        var runs = context
            .Set<ParserJob>()
            .Where(job => sourceIds.Contains(job.SourceId) && job.StartedAt != null && job.Id.CompareTo(after) > 0);
        var newest = await runs.Select(job => job.SourceId)
            .Distinct()
            .SelectMany(id =>
                runs.Where(job => job.SourceId == id)
                    .OrderByDescending(job => job.Id)
                    .Take(most)
                    .Select(job => new { job.SourceId, job.Id })
            )
            .ToListAsync(cancellationToken);
        return [.. newest.Select(run => (run.SourceId, run.Id))];
    }

    /// <summary>
    /// How many items the runs of each of these sources found that were asked for since then; those that found none are left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, int>> NewItemsAsync(
        IReadOnlyCollection<string> sourceIds,
        DateTime since,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = sourceIds.ToList();

        // The id bounds what is read of each source: by the time alone all its jobs would be.
        var first = JobMatching.IdBefore(since);
        return await context
            .Set<ParserJob>()
            .Where(job => ids.Contains(job.SourceId) && job.Id.CompareTo(first) > 0 && job.RequestedAt >= since && job.Counts.ItemsNew > 0)
            .GroupBy(job => job.SourceId)
            .Select(group => new { group.Key, New = group.Sum(job => job.Counts.ItemsNew) })
            .ToDictionaryAsync(group => group.Key, group => group.New, cancellationToken);
    }

    /// <summary>The first hour of that name from <paramref name="since"/> on.</summary>
    private static DateTime HourFrom(DateTime since, int day, int hour)
    {
        var at = DateTime.SpecifyKind(since.Date, DateTimeKind.Utc);
        while (at.Day != day)
            at = at.AddDays(1);
        return at.AddHours(hour);
    }
}

/// <summary>What the jobs of one hour and status did together.</summary>
/// <param name="Hour">Its beginning, UTC.</param>
/// <param name="WithErrors">How many succeeded with items that failed.</param>
public sealed record HourTotals(DateTime Hour, JobStatus Status, int Jobs, int WithErrors, long ItemsNew, long ItemsChanged, long Requests);

/// <summary>When a job waited and ran.</summary>
/// <param name="WantedAt">From when on it could have started, UTC: asked for, and not told to wait longer.</param>
/// <param name="EndedAt">UTC; null while it goes on.</param>
/// <param name="Why">What ended it before its time, for people, or null.</param>
/// <param name="WaitedFor">What it waited for last before it started, or null.</param>
public sealed record RunSpan(
    Guid Id,
    string Task,
    string SourceId,
    JobStatus Status,
    bool WithErrors,
    DateTime WantedAt,
    DateTime StartedAt,
    DateTime? EndedAt,
    ErrorClass? ErrorClass,
    string? Why,
    string? WaitedFor
);
