using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>Reads how hosts are treated, by all nodes.</summary>
public sealed class HostQueries(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<HostRecord>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var hosts = context.Set<HostRecord>().AsNoTracking();
        if (after is not null)
            hosts = hosts.Where(host => string.Compare(host.Host, after) > 0);
        return await hosts.OrderBy(host => host.Host).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Those that nobody asks at this moment, the longest first.</summary>
    public async Task<IReadOnlyList<HostRecord>> CoolingAsync(int limit, CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var cooling = await context
            .Set<HostRecord>()
            .AsNoTracking()
            .Where(host => host.CoolingUntil > now)
            .OrderByDescending(host => host.CoolingUntil)
            .ThenBy(host => host.Host)
            .Take(limit)
            .ToListAsync(cancellationToken);

        // After a wall clock was set back it is shown as it is kept.
        foreach (var host in cooling.Where(host => host.CoolingUntil > now.AddMilliseconds(host.CoolingMs)))
            host.CoolingUntil = now.AddMilliseconds(host.CoolingMs);
        return cooling;
    }
}
