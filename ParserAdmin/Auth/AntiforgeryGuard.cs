using Microsoft.AspNetCore.Antiforgery;
using ParserAdmin.Auth.Pages;

namespace ParserAdmin.Auth;

/// <summary>
/// Every call that may change something and does not carry a key needs an antiforgery token, as a form field or as the header
/// <c>RequestVerificationToken</c>: one rule for forms and API, with an answer in words.
/// </summary>
internal sealed class AntiforgeryGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!Needed(context) || await antiforgery.IsRequestValidAsync(context))
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
                    "/",
                    "Go on"
                )
                .ExecuteAsync(context);
        }
    }

    /// <summary>
    /// A circuit's own negotiation carries no form; its hub answers only to people who are signed in, and to this origin.
    /// </summary>
    private static bool Needed(HttpContext context) =>
        !(
            HttpMethods.IsGet(context.Request.Method)
            || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsOptions(context.Request.Method)
            || HttpMethods.IsTrace(context.Request.Method)
        )
        && context.GetEndpoint() is not null
        && !context.Request.Path.StartsWithSegments("/_blazor")
        && !context.User.HasClaim(claim => claim.Type == ActorClaims.KeyId);
}
