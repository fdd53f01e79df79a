using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Sources;

public sealed class SourceQueries(IDbContextFactory<ParserDbContext> contexts)
{
    /// <summary>How many a choice among sources offers, and how many a page knows by name.</summary>
    public const int MostOffered = 500;

    public async Task<IReadOnlyList<Source>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sources = context.Set<Source>().AsNoTracking();
        if (after is not null)
            sources = sources.Where(source => string.Compare(source.Id, after) > 0);
        return await sources.OrderBy(source => source.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>All, by name: what people look for among them is no column of its own.</summary>
    public async Task<IReadOnlyList<Source>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Source>()
            .AsNoTracking()
            .OrderBy(source => source.Name)
            .ThenBy(source => source.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Those of these ids that there are.</summary>
    public async Task<IReadOnlyList<Source>> SomeAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Source>().AsNoTracking().Where(source => ids.Contains(source.Id)).ToListAsync(cancellationToken);
    }

    public async Task<Source?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Source>().AsNoTracking().SingleOrDefaultAsync(source => source.Id == id, cancellationToken);
    }

    /// <summary>The names of those sources that are there, by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Source>()
            .Where(source => ids.Contains(source.Id))
            .ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
    }

    /// <summary>How each of the named sources is doing, by id; all of them where none is named.</summary>
    public async Task<IReadOnlyDictionary<string, SourceHealth>> HealthAsync(
        IReadOnlyCollection<string>? ids,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sources = context.Set<Source>().AsNoTracking();
        if (ids is not null)
            sources = sources.Where(source => ids.Contains(source.Id));

        // Only a real fault counts against a source: a run that a person or the gate ended says nothing about it.
        // Each of these has started, and there is an index of those: the skipped slots beside them are not read.
        var telling = new[] { JobStatus.Running, JobStatus.Succeeded, JobStatus.Failed };
        var rows = await sources
            .Select(source => new
            {
                source.Id,
                source.Enabled,
                source.Paused,
                Last = context
                    .Set<ParserJob>()
                    .Where(job => job.SourceId == source.Id && job.StartedAt != null && telling.Contains(job.Status))
                    .OrderByDescending(job => job.Id)
                    .Select(job => (JobStatus?)job.Status)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
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
