using Microsoft.AspNetCore.Antiforgery;
using ParserAdmin.Auth.Pages;

namespace ParserAdmin.Auth;

/// <summary>
/// Every call that may change something and does not carry a key needs an antiforgery token, as a form field or as the header
/// <c>RequestVerificationToken</c>: one rule for forms and API, with an answer in words. A page's live connection needs the page's origin.
/// </summary>
internal sealed class AntiforgeryGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (IsCircuit(context) && IsFromElsewhere(context.Request))
        {
            await ProblemAnswers.OtherOriginAsync(context);
        }
        else if (!Needed(context) || await antiforgery.IsRequestValidAsync(context))
        {
            await next(context);
        }
        else if (!context.Request.WantsPage())
        {
            await ProblemAnswers.OldFormAsync(context);
        }
        else if (context.Request.Path == StopEndpoint.Path)
        {
            await AccountPage
                .Stop(
                    StatusCodes.Status400BadRequest,
                    "That page was too old to be believed, so nothing was stopped yet. Press the button again."
                )
                .ExecuteAsync(context);
        }
        else
        {
            await AccountPage
                .Notice(
                    StatusCodes.Status400BadRequest,
                    "This page was too old",
                    "Nothing was done. The form was opened before you signed in or out, or before the program was set up anew. Open it "
                        + "again and repeat.",
                    "./",
                    "Go on"
                )
                .ExecuteAsync(context);
        }
    }

    private static bool IsCircuit(HttpContext context) => context.Request.Path.StartsWithSegments("/_blazor");

    /// <summary>
    /// Another site's script may open a socket here, and the browser sends the cookie with it; but it also says whose script it is. The
    /// scheme does not count: a proxy in front may speak another one than the browser.
    /// </summary>
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin, ..]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsSame(from, request.Host));

    /// <summary>The browser leaves a scheme's usual port out; a proxy may write it.</summary>
    private static bool IsSame(Uri from, HostString host) =>
        Uri.TryCreate($"{from.Scheme}://{host.Value}", UriKind.Absolute, out var here)
        && string.Equals(from.IdnHost, here.IdnHost, StringComparison.OrdinalIgnoreCase)
        && from.Port == here.Port;

    /// <summary>A circuit's own negotiation carries no form; it is told by its origin.</summary>
    private static bool Needed(HttpContext context) =>
        !(
            HttpMethods.IsGet(context.Request.Method)
            || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsOptions(context.Request.Method)
            || HttpMethods.IsTrace(context.Request.Method)
        )
        && context.GetEndpoint() is not null
        && !IsCircuit(context)
        && !context.User.HasClaim(claim => claim.Type == ActorClaims.KeyId);
}
