using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>The statements on single rows of the table <c>hosts</c> that need no clock of this node.</summary>
internal static class HostRows
{
    public static async Task<bool> NoteAsync(ParserDbContext context, HostNote note, DateTime now, CancellationToken cancellationToken)
    {
        var (delay, penalty) = ((int)note.Pace.Delay.TotalMilliseconds, (int)note.Penalty.TotalMilliseconds);
        return await context
                .Set<HostRecord>()
                .Where(row => row.Host == note.Host)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.DelayMs, delay)
                            .SetProperty(row => row.DelayReason, note.Pace.Why)
                            .SetProperty(row => row.PenaltyMs, penalty)
                            .SetProperty(row => row.Concurrency, note.Pace.Concurrency)
                            .SetProperty(row => row.Requests, row => row.Requests + note.Requests)
                            .SetProperty(row => row.NotModified, row => row.NotModified + note.NotModified)
                            .SetProperty(row => row.UpdatedAt, now),
                    cancellationToken
                ) > 0;
    }

    public static async Task<HostClocks?> FindAsync(ParserDbContext context, string host, CancellationToken cancellationToken) =>
        await context
            .Set<HostRecord>()
            .AsNoTracking()
            .Where(row => row.Host == host)
            .Select(row => new HostClocks(
                row.NextAllowedAt,
                TimeSpan.FromMilliseconds(row.LeaseMs),
                row.CoolingUntil,
                TimeSpan.FromMilliseconds(row.CoolingMs),
                row.CoolingReason,
                TimeSpan.FromMilliseconds(row.PenaltyMs)
            ))
            .SingleOrDefaultAsync(cancellationToken);

    /// <returns>False where another node has just added the row.</returns>
    public static async Task<bool> TryAddAsync(ParserDbContext context, HostRecord row, CancellationToken cancellationToken)
    {
        context.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            if (await context.Set<HostRecord>().AnyAsync(other => other.Host == row.Host, cancellationToken))
                return false;
            throw;
        }
    }
}
