using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Auth;

/// <summary>
/// A cookie is good as long as its session is in the register: asked at every request for what is not open to everyone. Once a minute the
/// roles in it are read anew. With words where the database does not answer, and without it where <see cref="LastKnownRights"/> says so.
/// </summary>
internal static class CookieCheck
{
    private static readonly TimeSpan RolesReadEvery = TimeSpan.FromMinutes(1);

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (LastKnownRights.Of(http) is { } lastKnown)
        {
            var isKnown = lastKnown.NeverAsk || (LastKnownRights.IsStop(http) && WasLive(context));
            if (!isKnown && await IsEndedAsync(context))
                await RejectAsync(context);
            return;
        }

        // Style sheets and the sign-in page are for everyone: they need nobody's session, and there are many of them a page. What is open
        // and asks who it is all the same is marked by LastKnownRights.
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return;
        try
        {
            if (!await IsLiveAsync(context, http.RequestAborted))
                await RejectAsync(context);
            else if (IsDue(context))
                await RenewAsync(context);
        }
        catch (Exception away) when (StorageFaults.IsOutage(away))
        {
            // The cookie stays in the browser; it is good again when the database is back.
            LastKnownRights.MarkDatabaseAway(http);
            context.RejectPrincipal();
        }
    }

    private static bool IsDue(CookieValidatePrincipalContext context) =>
        context.Properties.IssuedUtc is not { } issued
        || context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - issued > RolesReadEvery;

    private static async Task<bool> IsLiveAsync(CookieValidatePrincipalContext context, CancellationToken cancellationToken) =>
        context.Principal is { } person
        && person.UserId() is { } user
        && person.Session() is { } session
        && await context.HttpContext.RequestServices.GetRequiredService<SessionRegister>().IsLiveAsync(session, user, cancellationToken);

    /// <summary>At the last look at who is signed in.</summary>
    private static bool WasLive(CookieValidatePrincipalContext context) =>
        context.Principal is { } person
        && person.UserId() is { } user
        && person.Session() is { } session
        && context.HttpContext.RequestServices.GetRequiredService<KnownRights>().IsSignedIn(session, user);

    private static async Task RenewAsync(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<IdentityUser>>();
        if (await signIn.UserManager.FindByIdAsync(context.Principal!.UserId()!) is not { } user)
        {
            await RejectAsync(context);
            return;
        }

        var renewed = await signIn.CreateUserPrincipalAsync(user);
        ((ClaimsIdentity)renewed.Identity!).AddClaim(ActorClaims.OfSession(context.Principal!.Session()!.Value));
        context.ReplacePrincipal(renewed);
        context.ShouldRenew = true;
    }

    /// <summary>The request may be over before the question is.</summary>
    private static async Task<bool> IsEndedAsync(CookieValidatePrincipalContext context)
    {
        var (answered, live) = await LastKnownRights.AskAsync(
            context.HttpContext,
            async () => await IsLiveAsync(context, CancellationToken.None) ? context.Principal : null,
            context.HttpContext.RequestServices.GetRequiredService<TimeProvider>()
        );
        return answered && live is null;
    }

    private static async Task RejectAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
