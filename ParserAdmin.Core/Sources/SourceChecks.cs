using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Sources;

/// <summary>Notes what a run found out about its source.</summary>
public sealed class SourceChecks(IDbContextFactory<ParserDbContext> contexts, EventBus bus, TimeProvider clock)
{
    /// <param name="foundSomething">Whether anything was parsed; an empty check moves only <c>last_checked_at</c>.</param>
    public async Task CheckedAsync(string sourceId, bool foundSomething, CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // Not a decision of a person, so neither version nor audit: two columns are written and nothing else.
        await context
            .Set<Source>()
            .Where(source => source.Id == sourceId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(source => source.LastCheckedAt, now)
                        .SetProperty(source => source.LastParsedAt, source => foundSomething ? now : source.LastParsedAt),
                cancellationToken
            );
        bus.Publish(new SourceChanged(sourceId));
    }
}
