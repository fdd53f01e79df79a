using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.People;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Auth;

/// <summary>Takes only identity and session from the cookie, or the key's; the role is the database's at this very moment.</summary>
internal sealed class CurrentActor(
    IHttpContextAccessor http,
    CircuitMark circuit,
    AuthenticationStateProvider authentication,
    PeopleQueries people,
    KnownRights known,
    TimeProvider clock
) : ICurrentActor
{
    private Guid? _request;

    public async ValueTask<Actor> GetAsync(CancellationToken cancellationToken)
    {
        var (user, address, correlation) = await PersonAsync();
        if (Guid.TryParse(user.FindFirstValue(ActorClaims.KeyId), out var key))
            return Of(ActorType.Api, await people.OfKeyAsync(key, cancellationToken), key.ToString(), user, address, correlation);
        return user.UserId() is { } id
            ? Of(ActorType.User, await people.OfUserAsync(id, user.Session(), cancellationToken), id, user, address, correlation)
            : Anonymous(address, correlation);
    }

    public async ValueTask<Guid?> SessionAsync() => (await PersonAsync()).User.Session();

    public async ValueTask<Actor> GetForStopAsync()
    {
        var (user, address, correlation) = await PersonAsync();
        if (Guid.TryParse(user.FindFirstValue(ActorClaims.KeyId), out var key))
        {
            return Of(
                ActorType.Api,
                await NowOrKnownAsync(() => people.OfKeyAsync(key, CancellationToken.None), () => known.Key(key)),
                key.ToString(),
                user,
                address,
                correlation
            );
        }

        return user.UserId() is { } id
            ? Of(
                ActorType.User,
                await NowOrKnownAsync(
                    () => people.OfUserAsync(id, user.Session(), CancellationToken.None),
                    () => known.Person(id) ?? Claimed(id, user)
                ),
                id,
                user,
                address,
                correlation
            )
            : Anonymous(address, correlation);
    }

    public async ValueTask<Stopper> StopperAsync()
    {
        var (user, address, correlation) = await PersonAsync();
        var (type, id) = Guid.TryParse(user.FindFirstValue(ActorClaims.KeyId), out var key)
            ? (ActorType.Api, key.ToString())
            : (ActorType.User, user.UserId());
        var standing =
            id is null ? null
            : type == ActorType.Api ? known.Key(key)
            : known.Person(id);
        if (standing is null || !Of(type, standing, id!, user, address, correlation).May(Role.Operator))
            return new Stopper(await GetForStopAsync());

        // On another thread: SQLite's driver waits for locks on the one that asks.
        var now = Task.Run(AskAsync, CancellationToken.None);
        return new Stopper(Of(type, standing, id!, user, address, correlation), now);

        async Task<Actor?> AskAsync()
        {
            try
            {
                var found =
                    type == ActorType.Api
                        ? await people.OfKeyAsync(key, CancellationToken.None)
                        : await people.OfUserAsync(id!, user.Session(), CancellationToken.None);
                return Of(type, found, id!, user, address, correlation);
            }
            catch (Exception unanswered) when (StorageFaults.IsOutage(unanswered))
            {
                return null;
            }
        }
    }

    private async Task<PersonRole?> NowOrKnownAsync(Func<Task<PersonRole?>> now, Func<PersonRole?> lastKnown)
    {
        var (answered, standing) = await LastKnownRights.AskAsync(circuit.InCircuit ? null : http.HttpContext, now, clock);
        return answered ? standing : lastKnown();
    }

    /// <summary>Who asks, from where, and the id that ties together what one request does.</summary>
    private async Task<(ClaimsPrincipal User, string? Address, Guid Correlation)> PersonAsync()
    {
        if (!circuit.InCircuit && http.HttpContext is { } context)
            return (context.User, context.ClientAddress(), _request ??= NewId());
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return (user, user.FindFirstValue(ActorClaims.Address), NewId());
    }

    private static PersonRole Claimed(string id, ClaimsPrincipal user) => new(id, user.Identity?.Name ?? id, user.HeldRole());

    private static Actor Anonymous(string? address, Guid correlation) => new(ActorType.User, null, "anonymous", null, address, correlation);

    private static Actor Of(ActorType type, PersonRole? standing, string id, ClaimsPrincipal user, string? address, Guid correlation) =>
        new(type, id, standing?.Name ?? user.Identity?.Name ?? "unknown", standing?.Role, address, correlation);

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
