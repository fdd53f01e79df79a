using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Api;

/// <summary>What routes of the API have in common.</summary>
internal static class ApiRoutes
{
    /// <summary>For everyone with a role.</summary>
    public static RouteGroupBuilder MapReading(this IEndpointRouteBuilder app, string prefix, string tag) => app.MapResource(prefix, tag);

    /// <summary>
    /// For calls that change something. The route lets everyone with a role in: it is the command that asks for the higher role, because
    /// only there the refusal goes on record.
    /// </summary>
    public static RouteGroupBuilder MapActing(this IEndpointRouteBuilder app, string prefix, string tag) => app.MapResource(prefix, tag);

    /// <summary>The role that the command behind a route asks for, so that <see cref="RightFilter"/> knows it, too.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, Role role) => route.WithMetadata(role);

    /// <summary>Describes a JSON body, which the handler reads itself.</summary>
    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder route)
        where T : notnull => route.Accepts<T>("application/json").LimitsBody(JsonBody.Largest);

    /// <summary>Describes a YAML body, which the handler reads itself.</summary>
    public static RouteHandlerBuilder TakesYaml(this RouteHandlerBuilder route) =>
        route.Accepts<string>("application/yaml", YamlBody.OtherTypes).LimitsBody(YamlBody.Largest).ProducesProblem(422);

    /// <summary>A body that is larger, or of another kind, is refused.</summary>
    public static RouteHandlerBuilder LimitsBody(this RouteHandlerBuilder route, long largest) =>
        route.WithMetadata(new BodyLimit(largest)).ProducesProblem(413).ProducesProblem(415);

    private static RouteGroupBuilder MapResource(this IEndpointRouteBuilder app, string prefix, string tag)
    {
        var group = app.MapGroup(prefix)
            .RequireAuthorization(Policies.Viewer)
            .WithTags(tag)
            .WithMetadata(new ApiMark())
            .DisableAntiforgery();
        group.AddEndpointFilter<FieldFilter>();
        group.AddEndpointFilter<RightFilter>();
        group.AddEndpointFilter<ProblemFilter>();
        group.AddEndpointFilter<QueryFilter>();
        group.ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(503);
        return group;
    }
}
