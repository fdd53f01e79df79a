using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

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
}
