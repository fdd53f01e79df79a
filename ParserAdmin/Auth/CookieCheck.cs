using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Auth;

/// <summary>
/// Identity's check of a cookie, once a minute, whether its person's rights were changed since; with words where the database does not answer, and
/// without it where <see cref="LastKnownRights"/> says so.
/// </summary>
internal static class CookieCheck
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (LastKnownRights.Of(http) is { } lastKnown)
        {
            if (!lastKnown.NeverAsk && IsDue(context) && await IsStaleAsync(context))
                await RejectAsync(context);
            return;
        }

        try
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
        catch (Exception away) when (StorageFaults.IsOutage(away))
        {
            // The cookie stays in the browser; it is good again when the database is back.
            LastKnownRights.MarkDatabaseAway(http);
            context.RejectPrincipal();
        }
    }

    private static bool IsDue(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var interval = services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        return context.Properties.IssuedUtc is not { } issued || services.GetRequiredService<TimeProvider>().GetUtcNow() - issued > interval;
    }

    /// <summary>In a scope of its own, which lives as long as the question: the request may be over before it is.</summary>
    private static async Task<bool> IsStaleAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (answered, user) = await LastKnownRights.AskAsync(context.HttpContext, async () =>
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SignInManager<IdentityUser>>().ValidateSecurityStampAsync(context.Principal);
        }, services.GetRequiredService<TimeProvider>());
        return answered && user is null;
    }

    private static async Task RejectAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
