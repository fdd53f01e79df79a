using Microsoft.AspNetCore.Http.HttpResults;
using ParserAdmin.Auth.Pages;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Auth;

/// <summary>401, 403 and 400 for programs.</summary>
internal static class ProblemAnswers
{
    /// <summary>The header that tells who calls: what a refusal for want of a right is about.</summary>
    public const string WhoCalls = "Authorization";

    /// <summary>The member of a problem that names what of the call is wrong.</summary>
    public const string Field = "field";

    public static Task NotSignedInAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = ApiKeyHandler.Name;
        return Problem(
                StatusCodes.Status401Unauthorized,
                "Not signed in",
                "Send 'Authorization: Bearer KEY' with a key that an admin made, or sign in to the portal.",
                WhoCalls
            )
            .ExecuteAsync(context);
    }

    public static Task NotAllowedAsync(HttpContext context) =>
        Problem(StatusCodes.Status403Forbidden, "Not allowed", "Your role does not allow this. Ask an admin for a higher one.", WhoCalls)
            .ExecuteAsync(context);

    /// <summary>Nobody knows who may do what. A browser gets a page with the way to the stop, which works all the same.</summary>
    public static Task DatabaseAwayAsync(HttpContext context)
    {
        var why = context.RequestServices.GetRequiredService<DatabaseHealth>().State.Text ?? "The database does not answer.";
        return context.Request.WantsPage()
            ? AccountPage
                .Notice(
                    StatusCodes.Status503ServiceUnavailable,
                    "The database is away",
                    $"{why} Until then nothing can be shown or changed. The emergency stop works all the same.",
                    "portal/stop",
                    "To the emergency stop"
                )
                .ExecuteAsync(context)
            : Problem(
                    StatusCodes.Status503ServiceUnavailable,
                    "The database is away",
                    $"{why} Nothing was done. Try again when /health/ready says ok; the emergency stop works all the same."
                )
                .ExecuteAsync(context);
    }

    public static Task OldFormAsync(HttpContext context) =>
        Problem(
                StatusCodes.Status400BadRequest,
                "Antiforgery token missing",
                "A call with the portal's cookie needs its antiforgery token. Reload the page, or use an API key.",
                "RequestVerificationToken"
            )
            .ExecuteAsync(context);

    public static Task OtherOriginAsync(HttpContext context) =>
        Problem(
                StatusCodes.Status403Forbidden,
                "Not from this site",
                $"Only pages of {context.Request.Host} may connect here. Behind a proxy: it has to pass on the name, and the port, that the browser "
                    + "asked for, in Host, or in X-Forwarded-Host where it is one of 'ParserAdmin:Proxy:KnownProxies'.",
                "Origin"
            )
            .ExecuteAsync(context);

    private static ProblemHttpResult Problem(int status, string title, string detail, string? field = null) =>
        TypedResults.Problem(
            detail,
            statusCode: status,
            title: title,
            extensions: field is null ? null : new Dictionary<string, object?> { [Field] = field }
        );
}
