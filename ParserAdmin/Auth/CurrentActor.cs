using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

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

    /// <summary>What the cookie says: the role at its last check.</summary>
    private static PersonRole Claimed(string id, ClaimsPrincipal user) =>
        new(id, user.Identity?.Name ?? id, RoleNames.Highest(user.FindAll(ClaimTypes.Role).Select(role => role.Value)));

    private static Actor Anonymous(string? address, Guid correlation) => new(ActorType.User, null, "anonymous", null, address, correlation);

    private static Actor Of(ActorType type, PersonRole? standing, string id, ClaimsPrincipal user, string? address, Guid correlation) =>
        new(type, id, standing?.Name ?? user.Identity?.Name ?? "unknown", standing?.Role, address, correlation);

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
