using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Core.Jobs;

/// <summary>Reads jobs and their logs for pages and API, by key.</summary>
public sealed class JobQueries(IDbContextFactory<ParserDbContext> contexts)
{
    public async Task<ParserJob?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserJob>().AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
    }

    /// <summary>The job that goes on from this one, or null.</summary>
    public async Task<Guid?> NextAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserJob>().Where(job => job.RetryOf == id).OrderByDescending(job => job.Id).Select(job => (Guid?)job.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">Only jobs made before this one: the last id of the page before.</param>
    public async Task<IReadOnlyList<ParserJob>> RecentAsync(JobFilter filter, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var jobs = context.Set<ParserJob>().AsNoTracking();
        if (filter.Statuses is { Count: > 0 } statuses)
            jobs = jobs.Where(job => statuses.Contains(job.Status));
        if (filter.Task is { Length: > 0 } task)
            jobs = jobs.Where(job => job.Task == task);
        if (filter.SourceId is { Length: > 0 } sourceId)
            jobs = jobs.Where(job => job.SourceId == sourceId);
        if (filter.ScheduleId is { Length: > 0 } scheduleId)
            jobs = jobs.Where(job => job.ScheduleId == scheduleId);
        if (filter.Since is { } since)
            jobs = jobs.Where(job => job.RequestedAt >= since);
        if (before is { } cursor)
            jobs = jobs.Where(job => job.Id.CompareTo(cursor) < 0);
        return await jobs.OrderByDescending(job => job.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Log lines, oldest first, after the sequence number <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<JobLogLine>> LogAsync(JobLogFilter filter, long after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(context, filter).Where(line => line.Sequence > after)
            .OrderBy(line => line.Sequence).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The newest <paramref name="limit"/> lines, oldest first: what a page shows when it opens.</summary>
    public async Task<IReadOnlyList<JobLogLine>> LogTailAsync(JobLogFilter filter, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var tail = await Matching(context, filter).OrderByDescending(line => line.Sequence).Take(limit).ToListAsync(cancellationToken);
        tail.Reverse();
        return tail;
    }

    /// <summary>How many lines fit, counted up to <paramref name="most"/>.</summary>
    public async Task<int> CountLogAsync(JobLogFilter filter, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(context, filter).Take(most).CountAsync(cancellationToken);
    }

    /// <summary>How many jobs ended in each status since <paramref name="since"/>.</summary>
    public async Task<IReadOnlyDictionary<JobStatus, int>> CountByStatusAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserJob>().Where(job => job.RequestedAt >= since)
            .GroupBy(job => job.Status).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    /// <summary>How many jobs were asked for since <paramref name="since"/>, and what they found, by status.</summary>
    public async Task<IReadOnlyList<JobTotals>> TotalsAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserJob>().Where(job => job.RequestedAt >= since).GroupBy(job => job.Status)
            .Select(group => new JobTotals(group.Key, group.Count(), group.Sum(job => job.Counts.ItemsNew), group.Sum(job => job.Counts.ItemsChanged), group.Sum(job => job.Counts.ItemsFailed > 0 ? 1 : 0)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The sequence number of the newest log line; 0 when there is none.</summary>
    public async Task<long> LastLogSequenceAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<JobLogLine>().MaxAsync(line => (long?)line.Sequence, cancellationToken) ?? 0;
    }

    private static IQueryable<JobLogLine> Matching(ParserDbContext context, JobLogFilter filter)
    {
        var lines = context.Set<JobLogLine>().AsNoTracking();
        if (filter.JobId is { } jobId)
            lines = lines.Where(line => line.JobId == jobId);
        if (filter.SourceId is { Length: > 0 } sourceId)
            lines = lines.Where(line => line.SourceId == sourceId);
        if (filter.Levels is { Count: > 0 } levels)
            lines = lines.Where(line => levels.Contains(line.Level));
        if (filter.Text?.ToLowerInvariant() is { Length: > 0 } text)
            lines = lines.Where(line => line.Message.ToLower().Contains(text) || (line.Url != null && line.Url.ToLower().Contains(text)));
        return lines;
    }
}

/// <summary>What the jobs of one status did together.</summary>
/// <param name="WithErrors">How many of them have items that failed.</param>
public sealed record JobTotals(JobStatus Status, int Jobs, int ItemsNew, int ItemsChanged, int WithErrors = 0);
