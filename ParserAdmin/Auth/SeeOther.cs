namespace ParserAdmin.Auth;

/// <summary>303: the browser goes on with GET, and a reload repeats nothing.</summary>
internal sealed class SeeOther(string? url) : IResult
{
    /// <summary>Only paths of this site, encoded as browsers send them: a form field must not send anyone elsewhere.</summary>
    public static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && url.All(character => character is > ' ' and <= '~');

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = IsLocal(url) ? url : "/";
        return Task.CompletedTask;
    }
}
