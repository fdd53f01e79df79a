using Microsoft.AspNetCore.Antiforgery;

namespace ParserAdmin.Api;

/// <summary>The token for calls with the portal's cookie.</summary>
internal static class CsrfEndpoints
{
    public static void MapCsrf(this IEndpointRouteBuilder app) =>
        app.MapReading("/antiforgery", "People")
            .MapGet("/token", Token)
            .WithSummary("The antiforgery token that calls with the portal's cookie send; calls with a key need none")
            .Produces<CsrfResponse>();

    private static IResult Token(HttpContext context, IAntiforgery antiforgery)
    {
        // Also sets the cookie that belongs to it, and forbids caching.
        var tokens = antiforgery.GetAndStoreTokens(context);
        return Answers.Ok(new CsrfResponse(tokens.HeaderName!, tokens.RequestToken!));
    }
}
