using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Net.Http.Headers;

namespace ParserAdmin.Api;

/// <summary>A call that came with the portal's cookie has to show that a page of the portal made it. A key is never sent by a browser on its own, so a key's call need not.</summary>
internal sealed class CsrfFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public const string HeaderName = "X-CSRF-TOKEN";
    private const string DefaultHeader = "RequestVerificationToken";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.Headers[HeaderNames.Authorization].ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && context.HttpContext.User.Identity?.AuthenticationType == Auth.ApiKeyHandler.Name)
            return await next(context);

        // ASP.NET knows one header name; the other one is as common.
        if (request.Headers[HeaderName] is { Count: > 0 } token && !request.Headers.ContainsKey(DefaultHeader))
            request.Headers[DefaultHeader] = token;
        return await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Problems.Of(
                400,
                $"A call with the portal's cookie needs its antiforgery token: send the token of /antiforgery/token in the header {HeaderName}, or use an API key.");
    }

}
