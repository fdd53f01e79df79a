using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// Brings to the table what may be late: counts, and how hosts are treated. What may not, the two clocks, is written where it happens.
/// </summary>
public sealed class HostBookkeeping(HostGovernor governor, IDbContextFactory<ParserDbContext> contexts, TimeProvider clock) : IUpkeep
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public Task FlushAsync(CancellationToken cancellationToken) => governor.FlushAsync(cancellationToken);

    /// <summary>Forgets hosts that nobody asked for a month.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        var old = now - Memory;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context
            .Set<HostRecord>()
            .Where(host => host.UpdatedAt < old && host.NextAllowedAt < old && (host.CoolingUntil == null || host.CoolingUntil < now))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
