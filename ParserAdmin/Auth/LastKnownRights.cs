using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Auth;

/// <summary>
/// Marks the few addresses that must not need a database to know who may: the stop, and health. Where the database gives no answer in
/// <see cref="Patience"/>, whoever was allowed at the last successful look still is. Everywhere else the answer is 503. A stop does not
/// even wait for that: who is known comes in without a question, and <see cref="CurrentActor.StopperAsync"/> asks it beside the stop.
/// </summary>
/// <param name="NeverAsk">Not even asked: the address has to answer at once whatever the database does.</param>
internal sealed record LastKnownRights(bool NeverAsk = false)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // The key of the request's own note that its database was asked in vain.
    private static readonly object Away = new();

    public static LastKnownRights? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<LastKnownRights>();

    /// <summary>Whether this is the stop itself, not its page nor a look at health: then whoever is known is not asked for.</summary>
    public static bool IsStop(HttpContext context) => Of(context) is { NeverAsk: false } && HttpMethods.IsPost(context.Request.Method);

    /// <summary>Whether this request found the database away: it is not asked a second time, and the refusal says so.</summary>
    public static bool IsDatabaseAway(HttpContext context) => context.Items.ContainsKey(Away);

    public static void MarkDatabaseAway(HttpContext context) => context.Items[Away] = true;

    /// <summary>
    /// Asks the database for a moment only. The question itself goes on to its end: a context that is given back in the middle of one would
    /// break.
    /// </summary>
    /// <returns>False when it gave no answer.</returns>
    public static async Task<(bool Answered, T? Answer)> AskAsync<T>(HttpContext? context, Func<Task<T?>> question, TimeProvider clock)
        where T : class
    {
        if (context is not null && IsDatabaseAway(context))
            return (false, null);
        try
        {
            return (true, await question().WaitAsync(Patience, clock));
        }
        catch (Exception unanswered) when (StorageFaults.IsOutage(unanswered))
        {
            if (context is not null)
                MarkDatabaseAway(context);
            return (false, null);
        }
    }
}
