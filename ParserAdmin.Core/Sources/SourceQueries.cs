using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Sources;

public sealed class SourceQueries(IDbContextFactory<ParserDbContext> contexts)
{
    public async Task<IReadOnlyList<Source>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sources = context.Set<Source>().AsNoTracking();
        if (after is not null)
            sources = sources.Where(source => string.Compare(source.Id, after) > 0);
        return await sources.OrderBy(source => source.Id).Take(limit).ToListAsync(cancellationToken);
    }

    public async Task<Source?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Source>().AsNoTracking().SingleOrDefaultAsync(source => source.Id == id, cancellationToken);
    }

    /// <summary>How each of the named sources is doing, by id; all of them where none is named.</summary>
    public async Task<IReadOnlyDictionary<string, SourceHealth>> HealthAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sources = context.Set<Source>().AsNoTracking();
        if (ids is not null)
            sources = sources.Where(source => ids.Contains(source.Id));

        // Only a real fault counts against a source: a run that a person or the gate ended says nothing about it.
        var telling = new[] { JobStatus.Running, JobStatus.Succeeded, JobStatus.Failed };
        var rows = await sources.Select(source => new
        {
            source.Id,
            source.Enabled,
            source.Paused,
            Last = context.Set<ParserJob>().Where(job => job.SourceId == source.Id && telling.Contains(job.Status))
                .OrderByDescending(job => job.Id).Select(job => (JobStatus?)job.Status).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => Health(row.Enabled, row.Paused, row.Last));
    }

    private static SourceHealth Health(bool enabled, bool paused, JobStatus? last) =>
        !enabled ? SourceHealth.Disabled
        : paused ? SourceHealth.Paused
        : last switch
        {
            JobStatus.Running => SourceHealth.Running,
            JobStatus.Failed => SourceHealth.Failing,
            JobStatus.Succeeded => SourceHealth.Ok,
            _ => SourceHealth.New,
        };
}
