using Microsoft.AspNetCore.Authorization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>
/// The three policies; a higher role passes the lower ones. They decide what is shown; each command asks for the role of that very moment
/// again.
/// </summary>
public static class Policies
{
    public const string Viewer = "viewer";
    public const string Operator = "operator";
    public const string Admin = "admin";

    internal static void Add(AuthorizationOptions options)
    {
        foreach (var role in Enum.GetValues<Role>())
            options.AddPolicy(RoleNames.Of(role), policy => Require(policy, role));
        // What states no policy of its own is for people who are signed in and have a role, never for everyone.
        options.FallbackPolicy = options.GetPolicy(Viewer);
        options.DefaultPolicy = options.GetPolicy(Viewer)!;
    }

    private static void Require(AuthorizationPolicyBuilder policy, Role lowest) =>
        policy.RequireAuthenticatedUser().RequireRole(Enum.GetValues<Role>().Where(role => role >= lowest).Select(RoleNames.Of));
}
