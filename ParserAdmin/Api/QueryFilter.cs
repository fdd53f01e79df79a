using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using ParserAdmin.Core;

namespace ParserAdmin.Api;

/// <summary>
/// A name in the query that a call does not take is refused: to pass over <c>dry_run</c> where <c>dryRun</c> was meant would do what nobody
/// asked for. What a call takes is what its handler binds, so a handler must not read the query by hand.
/// </summary>
internal sealed class QueryFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var call = context.HttpContext;
        if (
            call.Request.Query.Count > 0
            && call.GetEndpoint() is RouteEndpoint route
            && route.Metadata.GetMetadata<TakesAnyQuery>() is null
        )
        {
            var known = NamesOf(route);
            foreach (var name in call.Request.Query.Keys)
            {
                if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                    throw new BadInputException(name.Length == 0 ? "query" : name, Problem(name, known));
            }
        }

        return next(context);
    }

    /// <summary>What a call takes in its query.</summary>
    public static IReadOnlyList<string> NamesOf(RouteEndpoint route) =>
        [
            .. route
                .Metadata.OfType<IParameterBindingMetadata>()
                .Where(parameter => parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string))
                .Select(parameter =>
                    parameter.ParameterInfo.GetCustomAttributes(inherit: false).OfType<FromQueryAttribute>().FirstOrDefault()?.Name
                    ?? parameter.Name
                )
                .Where(name => route.RoutePattern.GetParameter(name) is null),
        ];

    private static string Problem(string name, IReadOnlyList<string> known) =>
        known.Count == 0
            ? $"This call takes nothing in the query, and '{name.Excerpt(60)}' stands there. Leave it out."
            : $"This call takes no '{name.Excerpt(60)}' in the query{NearestWord.Hint(name, known)}";
}
