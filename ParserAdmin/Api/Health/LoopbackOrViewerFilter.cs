using System.Net;
using Microsoft.AspNetCore.Authorization;
using ParserAdmin.Auth;

namespace ParserAdmin.Api.Health;

/// <summary>
/// Whether the program is up, everybody on this machine may know, and viewers from elsewhere; who may know the rest
/// (<see cref="TellsInternals"/>) without a key, <see cref="HealthAccess"/> says.
/// </summary>
internal sealed class LoopbackOrViewerFilter(IAuthorizationService authorization, HealthAccess access) : IEndpointFilter
{
    /// <summary>What proxies write, or what is left of it after a named one was believed.</summary>
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Original-For", "X-Real-IP", "Forwarded", "Via"];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IsOpen(http) || (await authorization.AuthorizeAsync(http.User, Policies.Viewer)).Succeeded)
            return await next(context);
        return http.User.Identity?.IsAuthenticated == true
            ? Problems.Of(403, "Your role does not allow this. Ask an admin for a higher one.", ProblemAnswers.WhoCalls)
            : Problems.Of(
                401,
                $"This needs 'Authorization: Bearer KEY' with any role, or the setting {HealthAccess.Setting}.",
                ProblemAnswers.WhoCalls
            );
    }

    private bool IsOpen(HttpContext http) =>
        access.Everyone || (IsLocal(http) && (http.GetEndpoint()?.Metadata.GetMetadata<TellsInternals>() is null || MayBeTold(http)));

    private bool MayBeTold(HttpContext http) => access.ThisMachine && (!access.InPerson || HealthAccess.IsInPerson(http.Request));

    /// <summary>A proxy on this machine also connects over loopback; what it passes on comes from elsewhere.</summary>
    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !ProxyHeaders.Any(http.Request.Headers.ContainsKey);
}
