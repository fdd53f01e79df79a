using System.Diagnostics;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Api;

/// <summary>
/// Who may not do a thing is told that, and nothing else about their call. Commands ask for the right before all else, but a call that
/// cannot be read, or names what cannot be, never gets to one: it is refused here, and that is on record, too.
/// </summary>
internal sealed class RightFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (answer, call) = (await next(context), context.HttpContext);
        if (
            answer is not IStatusCodeHttpResult { StatusCode: >= 400 and < 500 and not StatusCodes.Status403Forbidden }
            || call.GetEndpoint()!.Metadata.OfType<Role>().LastOrDefault() is not (> Role.Viewer and var needed)
        )
        {
            return answer;
        }

        var (services, token) = (call.RequestServices, call.RequestAborted);
        var actor = await services.GetRequiredService<ICurrentActor>().GetAsync(token);
        if (actor.May(needed))
            return answer;
        return Problems.Of(
            await services
                .GetRequiredService<Changes>()
                .RunAsync<object>(
                    new Change(actor, needed, "api.call", "calls", $"{call.Request.Method} {call.Request.Path}"),
                    (_, _) => throw new UnreachableException(),
                    token
                )
        );
    }
}
