using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>Takes only the identity from the cookie or key; the role is the database's at this very moment.</summary>
internal sealed class CurrentActor(
    IHttpContextAccessor http, CircuitMark circuit, AuthenticationStateProvider authentication, PeopleQueries people, TimeProvider clock) : ICurrentActor
{
    private Guid? _request;

    public async ValueTask<Actor> GetAsync(CancellationToken cancellationToken)
    {
        if (!circuit.InCircuit && http.HttpContext is { } context)
            return await ActorOfAsync(context.User, context.ClientAddress(), _request ??= NewId(), cancellationToken);
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return await ActorOfAsync(user, user.FindFirstValue(ActorClaims.Address), NewId(), cancellationToken);
    }

    private async Task<Actor> ActorOfAsync(ClaimsPrincipal user, string? address, Guid correlation, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(user.FindFirstValue(ActorClaims.KeyId), out var key))
            return Of(ActorType.Api, await people.OfKeyAsync(key, cancellationToken), key.ToString(), user, address, correlation);
        return user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? Of(ActorType.User, await people.OfUserAsync(id, cancellationToken), id, user, address, correlation)
            : new Actor(ActorType.User, null, "anonymous", null, address, correlation);
    }

    private static Actor Of(ActorType type, PersonRole? standing, string id, ClaimsPrincipal user, string? address, Guid correlation) =>
        new(type, id, standing?.Name ?? user.Identity?.Name ?? "unknown", standing?.Role, address, correlation);

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
