using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Core.Cluster;

public sealed class NodeQueries(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task<IReadOnlyList<Node>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Node>().AsNoTracking().OrderBy(node => node.Name).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Waits until every living node has acknowledged the stop, and tells who has and who has not. Longer than <paramref name="patience"/>
    /// it waits for nothing, the table itself included: another session may lock it, and the answer to a stop is due.
    /// </summary>
    /// <returns>
    /// All but those that said good-bye. One that is silent is not waited for, and told of all the same: it may be frozen and wake. Null
    /// where the nodes could not be read in that time.
    /// </returns>
    public async Task<IReadOnlyList<Node>?> AcknowledgementsAsync(long epoch, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        IReadOnlyList<Node>? known = null;
        while (true)
        {
            if (await ReadWithinAsync(patience - clock.GetElapsedTime(began), cancellationToken) is not { } all)
                return known;
            var now = clock.UtcMilliseconds();
            known = [.. all.Where(node => node.IsAlive(now) || node.IsSilent(now))];
            var isComplete = known.All(node => node.AcknowledgedEpoch >= epoch || node.IsSilent(now));
            if (isComplete || clock.GetElapsedTime(began) >= patience)
                return known;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>
    /// The question itself goes on to its end, on another thread: where the server stands still, breaking it off would be waited for as
    /// well, and SQLite's driver waits on the thread that asks.
    /// </summary>
    private async Task<IReadOnlyList<Node>?> ReadWithinAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var reading = Task.Run(() => AllAsync(CancellationToken.None), CancellationToken.None);
        try
        {
            return await reading.WaitAsync(patience > Pause ? patience : Pause, clock, cancellationToken);
        }
        catch (Exception unread) when (StorageFaults.IsOutage(unread))
        {
            return null;
        }
    }
}
