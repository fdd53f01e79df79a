using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>Claims of our own.</summary>
internal static class ActorClaims
{
    /// <summary>Id of the API key that a request came with.</summary>
    public const string KeyId = "parseradmin:key";

    /// <summary>Id of the session that a cookie is of.</summary>
    public const string SessionId = "parseradmin:session";

    /// <summary>IP address of the request, or of the one that opened the circuit. Never stored in a cookie.</summary>
    public const string Address = "parseradmin:address";

    public static Claim OfSession(Guid id) => new(SessionId, id.ToString());

    public static string? UserId(this ClaimsPrincipal person) => person.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>Of the cookie that a request came with; null for a key.</summary>
    public static Guid? Session(this ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(SessionId), out var id) ? id : null;

    /// <summary>What the cookie says: the role at its last check.</summary>
    public static Role? HeldRole(this ClaimsPrincipal person) =>
        RoleNames.Highest(person.FindAll(ClaimTypes.Role).Select(role => role.Value));

    /// <summary>Of whoever looks at a page, for what it offers; each command asks anew.</summary>
    public static async Task<Role?> RoleAsync(this Task<AuthenticationState>? signedIn) =>
        signedIn is null ? null : (await signedIn).User.HeldRole();
}
