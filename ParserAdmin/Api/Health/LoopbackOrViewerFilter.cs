using System.Net;
using Microsoft.AspNetCore.Authorization;
using ParserAdmin.Auth;

namespace ParserAdmin.Api.Health;

/// <summary>Open to this machine; from elsewhere only to viewers, unless <c>ParserAdmin:Health:Open</c> says otherwise.</summary>
internal sealed class LoopbackOrViewerFilter(IAuthorizationService authorization, IConfiguration configuration) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IsLocal(http) || configuration.GetValue<bool>("ParserAdmin:Health:Open"))
            return await next(context);
        if ((await authorization.AuthorizeAsync(http.User, Policies.Viewer)).Succeeded)
            return await next(context);
        return http.User.Identity?.IsAuthenticated == true
            ? Problems.Of(403, "Your role does not allow this. Ask an admin for a higher one.", ProblemAnswers.WhoCalls)
            : Problems.Of(401, "From another machine this needs 'Authorization: Bearer KEY' with any role.", ProblemAnswers.WhoCalls);
    }

    /// <summary>A proxy on this machine also connects over loopback; what it passes on comes from elsewhere.</summary>
    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");
}
