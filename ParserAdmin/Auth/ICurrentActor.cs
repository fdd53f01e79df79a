using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Auth;

/// <summary>Who acts in this request or circuit, with the role they have at this very moment: read anew for every call.</summary>
public interface ICurrentActor
{
    ValueTask<Actor> GetAsync(CancellationToken cancellationToken);

    /// <summary>Id of the session of this browser; null for a key.</summary>
    ValueTask<Guid?> SessionAsync() => ValueTask.FromResult<Guid?>(null);

    /// <summary>
    /// For the emergency stop alone: where the database does not answer within a moment, the role is that of the last successful look.
    /// </summary>
    ValueTask<Actor> GetForStopAsync() => GetAsync(CancellationToken.None);

    /// <summary>
    /// Who stops everything: by the last successful look, without a question, where that allows it; the database is asked beside.
    /// </summary>
    async ValueTask<Stopper> StopperAsync() => new(await GetForStopAsync());
}
