using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>Who stops everything, with the role of the last successful look, so that the stop need not wait for a database.</summary>
/// <param name="Now">
/// The database's own word, asked for beside the stop: the same person as they are now, or null where it gives none. Null itself where
/// <paramref name="Actor"/> is that word already.
/// </param>
public sealed record Stopper(Actor Actor, Task<Actor?>? Now = null)
{
    /// <summary>By then a database that is well has answered. Longer nobody waits: the other nodes are still to be told.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>The person as they are now, where the database says in time that they may not stop any more; else null.</summary>
    internal async Task<Actor?> RefusedAsync(TimeProvider clock, ILogger logger)
    {
        if (Now is null)
            return null;
        try
        {
            return await Now.WaitAsync(Patience, clock) is { } now && !now.May(Role.Operator) ? now : null;
        }
        catch (Exception unanswered)
        // Stryker disable once Block: without it the answer is null as well.
        {
            // Whatever it was: a stop does not wait for it, and the last look holds.
            logger.LogWarning("Whether {Actor} may still stop everything is not known: {Problem}", Actor.Name, unanswered.Message);
            return null;
        }
    }
}
