using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Core.Jobs;

/// <summary>Reads jobs and their logs for pages and API, by key.</summary>
public sealed class JobQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>How many jobs a search for a text, or a count of a source's, looks at: the newest.</summary>
    public const int MostLookedAt = 20_000;

    /// <summary>Up to how many are counted; so many may be more.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The jobs that have not ended and whose ids end so.</summary>
    public async Task<IReadOnlyList<Guid>> UnendedAsync(string end, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Compared here: each database writes an id as text in its own way, and there are never many that have not ended.
        var ids = await context
            .Set<ParserJob>()
            .Where(job => job.Status == JobStatus.Pending || job.Status == JobStatus.Running)
            .Select(job => job.Id)
            .ToListAsync(cancellationToken);
        return [.. ids.Where(id => id.ToString().EndsWith(end, StringComparison.OrdinalIgnoreCase))];
    }

    public async Task<ParserJob?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserJob>().AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
    }

    /// <summary>Those of these jobs that are there.</summary>
    public async Task<IReadOnlyList<ParserJob>> ListAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserJob>().AsNoTracking().Where(job => ids.Contains(job.Id)).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The job with those that it goes on from and those that go on from it, oldest first; the nearest where there are more than
    /// <paramref name="most"/> either way. Empty where there is no such job.
    /// </summary>
    public async Task<IReadOnlyList<ParserJob>> AttemptsAsync(Guid id, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var jobs = context.Set<ParserJob>().AsNoTracking();
        if (await jobs.SingleOrDefaultAsync(job => job.Id == id, cancellationToken) is not { } start)
            return [];

        // Step by step along the keys: a chain is short, and each step finds its row at once however many jobs there are.
        var chain = new List<ParserJob> { start };
        for (var before = start.RetryOf; before is { } known && chain.Count <= most; before = chain[0].RetryOf)
        {
            if (await jobs.SingleOrDefaultAsync(job => job.Id == known, cancellationToken) is not { } older)
                break;
            chain.Insert(0, older);
        }

        for (List<Guid?> last = [id]; last.Count > 0 && chain.Count <= 2 * most; )
        {
            var next = await jobs.Where(job => last.Contains(job.RetryOf)).OrderBy(job => job.Id).Take(most).ToListAsync(cancellationToken);
            chain.AddRange(next);
            last = [.. next.Select(job => (Guid?)job.Id)];
        }

        return chain;
    }

    /// <summary>Newest first. Of those that a text is looked for in, the newest <see cref="MostLookedAt"/> are read.</summary>
    /// <param name="before">Only jobs made before this one: the last id of the page before.</param>
    public async Task<IReadOnlyList<ParserJob>> RecentAsync(JobFilter filter, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (filter.Statuses is not { Count: > 1 } statuses || filter.Text is { Length: > 0 })
            return await PageAsync(context.Matching(filter).Before(before).WithText(filter), limit, cancellationToken);

        // One status after the other, each along its own index: a million skipped slots on top of the others cost nothing.
        var found = new List<ParserJob>();
        foreach (var status in statuses)
        {
            var jobs = context.Matching(filter with { Statuses = [status] }).Before(before);
            found.AddRange(await PageAsync(jobs, limit, cancellationToken));
        }

        return [.. found.OrderByDescending(job => job.Id).Take(limit)];
    }

    /// <summary>
    /// How many jobs that fit have which status, counted up to <see cref="MostCounted"/> each; <see cref="JobFilter.Statuses"/> and
    /// <see cref="JobFilter.WithErrors"/> do not narrow.
    /// </summary>
    public async Task<StatusCounts> CountsAsync(JobFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var every = filter with { Statuses = null, WithErrors = false };
        if (filter is { Text.Length: > 0 } or { SourceId.Length: > 0 } or { ScheduleId.Length: > 0 })
        {
            // One pass over what the source's index or the text leaves: by status each would read all jobs of that status.
            var groups = await context
                .Matching(every)
                .WithText(every)
                .OrderByDescending(job => job.Id)
                .Take(MostLookedAt)
                .GroupBy(job => job.Status)
                .Select(group => new
                {
                    group.Key,
                    Jobs = group.Count(),
                    WithErrors = group.Sum(job => job.Counts.ItemsFailed > 0 ? 1 : 0),
                })
                .ToListAsync(cancellationToken);
            return new StatusCounts(
                groups.ToDictionary(group => group.Key, group => Math.Min(group.Jobs, MostCounted)),
                Math.Min(groups.SingleOrDefault(group => group.Key == JobStatus.Succeeded)?.WithErrors ?? 0, MostCounted)
            );
        }

        var counts = new Dictionary<JobStatus, int>();
        foreach (var status in Enum.GetValues<JobStatus>())
            counts[status] = await CountAsync(context.Matching(every with { Statuses = [status] }), cancellationToken);
        var withErrors = await CountAsync(context.Matching(every with { WithErrors = true }), cancellationToken);
        return new StatusCounts(counts, withErrors);
    }

    /// <summary>Log lines, oldest first, after the sequence number <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<JobLogLine>> LogAsync(JobLogFilter filter, long after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.ReadAsync(
            filter,
            lines => lines.Where(line => line.Sequence > after).OrderBy(line => line.Sequence).Take(limit),
            cancellationToken
        );
        return [.. found.OrderBy(line => line.Sequence).Take(limit)];
    }

    /// <summary>The newest <paramref name="limit"/> lines, oldest first: what a page shows when it opens.</summary>
    public async Task<IReadOnlyList<JobLogLine>> LogTailAsync(JobLogFilter filter, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.ReadAsync(filter, lines => lines.OrderByDescending(line => line.Sequence).Take(limit), cancellationToken);
        return [.. found.OrderBy(line => line.Sequence).TakeLast(limit)];
    }

    /// <summary>How many lines fit, counted up to <paramref name="most"/>.</summary>
    public async Task<int> CountLogAsync(JobLogFilter filter, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<JobLogLine>().Matching(filter).Take(most).CountAsync(cancellationToken);
    }

    /// <summary>How many jobs were asked for since <paramref name="since"/>, and what they found, by status.</summary>
    public async Task<IReadOnlyList<JobTotals>> TotalsAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<ParserJob>()
            .Where(job => job.RequestedAt >= since)
            .GroupBy(job => job.Status)
            .Select(group => new JobTotals(
                group.Key,
                group.Count(),
                group.Sum(job => job.Counts.ItemsNew),
                group.Sum(job => job.Counts.ItemsChanged),
                group.Sum(job => job.Counts.ItemsFailed > 0 ? 1 : 0)
            ))
            .ToListAsync(cancellationToken);
    }

    private static Task<List<ParserJob>> PageAsync(IQueryable<ParserJob> jobs, int limit, CancellationToken cancellationToken) =>
        jobs.OrderByDescending(job => job.Id).Take(limit).ToListAsync(cancellationToken);

    private static Task<int> CountAsync(IQueryable<ParserJob> jobs, CancellationToken cancellationToken) =>
        jobs.Select(job => job.Id).Take(MostCounted).CountAsync(cancellationToken);

    /// <summary>The sequence number of the newest log line; 0 when there is none.</summary>
    public async Task<long> LastLogSequenceAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<JobLogLine>().MaxAsync(line => (long?)line.Sequence, cancellationToken) ?? 0;
    }
}

/// <summary>What the jobs of one status did together.</summary>
/// <param name="WithErrors">How many of them have items that failed.</param>
public sealed record JobTotals(JobStatus Status, int Jobs, int ItemsNew, int ItemsChanged, int WithErrors = 0);

/// <summary>How many jobs have which status.</summary>
/// <param name="WithErrors">How many of those that succeeded have items that failed.</param>
public sealed record StatusCounts(IReadOnlyDictionary<JobStatus, int> ByStatus, int WithErrors)
{
    public static StatusCounts None { get; } = new(new Dictionary<JobStatus, int>(), 0);

    public int this[JobStatus status] => ByStatus.GetValueOrDefault(status);
}
