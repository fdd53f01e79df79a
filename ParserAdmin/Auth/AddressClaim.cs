using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace ParserAdmin.Auth;

/// <summary>
/// Gives each request's person their IP address as a claim: a circuit keeps the person of the request that opened it, and has no request of
/// its own.
/// </summary>
internal sealed class AddressClaim(IHttpContextAccessor http) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (http.HttpContext?.ClientAddress() is not { } address || principal.HasClaim(claim => claim.Type == ActorClaims.Address))
            return Task.FromResult(principal);

        // A copy, because the original is what a renewed cookie would be written from.
        var copy = principal.Clone();
        copy.AddIdentity(new ClaimsIdentity([new Claim(ActorClaims.Address, address)]));
        return Task.FromResult(copy);
    }
}
