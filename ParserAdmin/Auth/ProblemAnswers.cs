using Microsoft.AspNetCore.Http.HttpResults;

namespace ParserAdmin.Auth;

/// <summary>401, 403 and 400 for programs.</summary>
internal static class ProblemAnswers
{
    public static Task NotSignedInAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = ApiKeyHandler.Name;
        return Problem(StatusCodes.Status401Unauthorized, "Not signed in", "Send 'Authorization: Bearer KEY' with a key that an admin made, or sign in to the portal.").ExecuteAsync(context);
    }

    public static Task NotAllowedAsync(HttpContext context) =>
        Problem(StatusCodes.Status403Forbidden, "Not allowed", "Your role does not allow this. Ask an admin for a higher one.").ExecuteAsync(context);

    public static Task OldFormAsync(HttpContext context) =>
        Problem(StatusCodes.Status400BadRequest, "Antiforgery token missing", "A call with the portal's cookie needs its antiforgery token. Reload the page, or use an API key.").ExecuteAsync(context);

    private static ProblemHttpResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);
}
