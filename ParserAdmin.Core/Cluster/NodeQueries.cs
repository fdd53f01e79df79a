using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Cluster;

public sealed class NodeQueries(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    public async Task<IReadOnlyList<Node>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Node>().AsNoTracking().OrderBy(node => node.Name).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Waits until every living node has acknowledged the stop, at most <paramref name="patience"/>, and tells who has and who has not.
    /// </summary>
    public async Task<IReadOnlyList<Node>> AcknowledgementsAsync(long epoch, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var living = (await AllAsync(cancellationToken)).Where(node => node.IsAlive(clock.UtcMilliseconds())).ToList();
            if (living.All(node => node.AcknowledgedEpoch >= epoch) || clock.GetElapsedTime(began) >= patience)
                return living;
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellationToken);
        }
    }
}
