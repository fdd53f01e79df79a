using Microsoft.AspNetCore.Authentication;
using ParserAdmin.Auth.Limits;

namespace ParserAdmin.Auth.OpenIdConnect;

/// <summary>
/// What the button of the sign-in page leads to: on to the provider. A link and no form, because the policy's <c>form-action</c> would have
/// to allow wherever the provider leads on to.
/// </summary>
internal static class OidcEndpoint
{
    public const string Path = "/account/oidc";

    /// <summary>Where the provider sends people back to; it has to be told this address.</summary>
    public const string CallbackPath = "/account/oidc/callback";

    public static void Map(IEndpointRouteBuilder account, SignInLimit limit)
    {
        if (account.ServiceProvider.GetRequiredService<OidcOptions>().Authority is not null)
            account.MapGet("/oidc", BeginAsync).AddEndpointFilter(limit);
    }

    /// <summary>The sign-in page, with one line about what went wrong.</summary>
    public static string PageAfter(OidcProblem problem, string? returnUrl) =>
        $"/account/sign-in?problem={problem.ToString().ToLowerInvariant()}&returnUrl={Uri.EscapeDataString(SeeOther.Local(returnUrl))}";

    private static async Task<IResult> BeginAsync(HttpContext context, string? returnUrl, ILogger<OidcOptions> logger)
    {
        // Another site's link or picture is not somebody who pressed the button.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return new SeeOther($"/account/sign-in?returnUrl={Uri.EscapeDataString(SeeOther.Local(returnUrl))}");
        try
        {
            await context.ChallengeAsync(OidcSetup.Scheme, new AuthenticationProperties { RedirectUri = SeeOther.Local(returnUrl) });
            return Results.Empty;
        }
        catch (Exception failure) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // Whatever it was: nobody is sent anywhere, and the page says so.
            logger.LogWarning("Signing in by the OpenID provider could not begin: {Problem}", OidcEvents.Line(failure));
            return new SeeOther(PageAfter(OidcFailures.Of(failure, OidcProblem.Away), returnUrl));
        }
    }
}
