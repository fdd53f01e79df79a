using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ParserAdmin;

/// <summary>Where a proxy shows the portal below a path of a host that others share, as in <c>https://example.org/parser/</c>.</summary>
/// <param name="Path">Such as <c>/parser</c>; empty where the host is the portal's alone.</param>
public sealed partial record PathBase(PathString Path)
{
    private const string Setting = "ParserAdmin:PathBase";

    /// <exception cref="InvalidOperationException">What is configured is no such path; the message says why.</exception>
    public static PathBase From(IConfiguration configuration) =>
        configuration[Setting] is not { Length: > 0 } path ? new PathBase(PathString.Empty)
        : Form().IsMatch(path) ? new PathBase(new PathString(path))
        : throw new InvalidOperationException(
            $"The setting '{Setting}' is '{path}', which is no path such as /parser: it begins with a slash, ends without one, and holds "
                + "letters, digits, '-', '_', '.' and '~' alone. Leave it out where the portal has a host name of its own."
        );

    /// <summary>
    /// Takes the path off the address where the proxy left it on. Where the proxy took it off already, all that the answer links to lies
    /// below it all the same.
    /// </summary>
    public Task TakeOffAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        (request.PathBase, request.Path) = request.Path.StartsWithSegments(Path, out var written, out var rest)
            ? (written, rest)
            : (Path, request.Path);
        return next(context);
    }

    /// <summary>
    /// Below <c>/items</c>, nobody could say whether <c>/items/export</c> is the program's own address, or has yet to lose its beginning.
    /// </summary>
    /// <exception cref="InvalidOperationException">The path begins like an address of the program's own.</exception>
    public void DemandOther(IEndpointRouteBuilder app)
    {
        if (!Path.HasValue)
            return;
        var first = Path.Value.Split('/')[1];
        var own = app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern);
        if (own.Any(pattern => string.Equals(FirstSegment(pattern), first, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException(
                $"The setting '{Setting}' is '{Path}', but addresses of the program itself begin with /{first}. Choose another path."
            );
        }
    }

    private static string? FirstSegment(RoutePattern pattern) =>
        pattern.PathSegments is [{ Parts: [RoutePatternLiteralPart literal] }, ..] ? literal.Content : null;

    [GeneratedRegex(@"\A(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+\z")]
    private static partial Regex Form();
}
