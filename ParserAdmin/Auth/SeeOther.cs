namespace ParserAdmin.Auth;

/// <summary>303: the browser goes on with GET, and a reload repeats nothing.</summary>
/// <param name="path">Of this program, without what it lies below (<see cref="HttpRequest.PathBase"/>): that is put in front here.</param>
internal sealed class SeeOther(string? path) : IResult
{
    /// <summary>A path of this program as it is, and the dashboard for all else: a form field must not send anyone elsewhere.</summary>
    public static string Local(string? url) => IsLocal(url) ? url! : "/";

    /// <summary>Encoded as browsers send it.</summary>
    private static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && url.All(character => character is > ' ' and <= '~');

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = httpContext.Request.PathBase + Local(path);
        return Task.CompletedTask;
    }
}
