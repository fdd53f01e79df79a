using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Jobs.Logs;

/// <summary>Reads log lines as a viewer needs them: where they are first, their texts when they are looked at.</summary>
public sealed class JobLogQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>How many lines one step of a search looks at: some 70 ms on SQLite where none fits.</summary>
    public const int Stretch = 100_000;

    /// <summary>The newest <paramref name="most"/> lines of a job without their texts, oldest first.</summary>
    public async Task<IReadOnlyList<JobLogMark>> MarksAsync(Guid jobId, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var marks = await context
            .Set<JobLogLine>()
            .Where(line => line.JobId == jobId)
            .OrderByDescending(line => line.Sequence)
            .Take(most)
            .Select(line => new JobLogMark(line.Sequence, line.Level))
            .ToListAsync(cancellationToken);
        marks.Reverse();
        return marks;
    }

    /// <summary>The lines with these sequence numbers, oldest first; one that was deleted meanwhile is left out.</summary>
    public async Task<IReadOnlyList<JobLogLine>> LinesAsync(IReadOnlyCollection<long> sequences, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<JobLogLine>()
            .AsNoTracking()
            .Where(line => sequences.Contains(line.Sequence))
            .OrderBy(line => line.Sequence)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The sequence numbers of the newest <paramref name="most"/> lines that fit, oldest first.</summary>
    public async Task<IReadOnlyList<long>> HitsAsync(JobLogFilter filter, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var hits = await context
            .Set<JobLogLine>()
            .Matching(filter)
            .OrderByDescending(line => line.Sequence)
            .Take(most)
            .Select(line => line.Sequence)
            .ToListAsync(cancellationToken);
        hits.Reverse();
        return hits;
    }

    /// <summary>
    /// Looks for lines that fit, from the newest before <paramref name="before"/> backwards, at most <see cref="Stretch"/> lines: no index
    /// knows what is in a text, so a search is made of many short steps. Lines of a source or of levels alone are found in one.
    /// </summary>
    /// <param name="from">The first line that may be looked at.</param>
    /// <returns>What was found, newest first, and the oldest line that was looked at.</returns>
    public async Task<(IReadOnlyList<JobLogLine> Lines, long Reached)> SearchAsync(
        JobLogFilter filter,
        long before,
        long from,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var indexed = filter is { Text: null or "" } and ({ Levels: null or [] } or { SourceId: null or "" });
        var first = indexed ? from : Math.Max(from, before - Stretch);
        var found = await context.ReadAsync(
            filter,
            lines =>
                lines.Where(line => line.Sequence >= first && line.Sequence < before).OrderByDescending(line => line.Sequence).Take(limit),
            cancellationToken
        );
        found = [.. found.OrderByDescending(line => line.Sequence).Take(limit)];
        return (found, found.Count < limit ? first : found[^1].Sequence);
    }

    /// <summary>The first line written then or later; null where there is none.</summary>
    public async Task<long?> FirstSinceAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<JobLogLine>()
            .Where(line => line.CreatedAt >= since)
            .OrderBy(line => line.CreatedAt)
            .ThenBy(line => line.Sequence)
            .Select(line => (long?)line.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What the same job said before and after a line, oldest first, with the line itself.</summary>
    /// <param name="count">Lines either way.</param>
    public async Task<IReadOnlyList<JobLogLine>> AroundAsync(JobLogLine line, int count, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ofJob = context.Set<JobLogLine>().AsNoTracking().Where(other => other.JobId == line.JobId);
        var before = await ofJob
            .Where(other => other.Sequence < line.Sequence)
            .OrderByDescending(other => other.Sequence)
            .Take(count)
            .ToListAsync(cancellationToken);
        var after = await ofJob
            .Where(other => other.Sequence > line.Sequence)
            .OrderBy(other => other.Sequence)
            .Take(count)
            .ToListAsync(cancellationToken);
        return [.. before.AsEnumerable().Reverse(), line, .. after];
    }
}

/// <summary>A log line without its text.</summary>
public readonly record struct JobLogMark(long Sequence, JobLogLevel Level);
