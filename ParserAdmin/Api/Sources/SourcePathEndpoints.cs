using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Api.Sources;

/// <summary>What the runs of a source's paths left: marks, row counts, and a layout that is not trusted.</summary>
internal static class SourcePathEndpoints
{
    public static void MapSourcePaths(this IEndpointRouteBuilder app)
    {
        app.MapReading("/sources", "Sources")
            .MapGet("/{id}/paths", GetAsync)
            .WithSummary("How far each path of a source is read, and whether its layout is trusted")
            .Produces<Page<PathStateResponse>>()
            .ProducesProblem(404);
        app.MapActing("/sources", "Sources")
            .MapPost("/{id}/paths/{path}/accept-layout", AcceptAsync)
            .Needs(Role.Operator)
            .WithSummary("Takes what a quarantined path shows now for its new normal. Operator")
            .TakesJson<ReasonRequest>()
            .Produces<PathStateResponse>()
            .ProducesProblem(404);
    }

    private static async Task<IResult> GetAsync(
        string id,
        string? limit,
        string? cursor,
        SourceQueries sources,
        PathStates states,
        CancellationToken cancellationToken
    ) =>
        Input.Text(nameof(id), id) is { } key && await sources.FindAsync(key, cancellationToken) is { } source
            ? Answers.Ok(
                Page<PathStateResponse>.Of(
                    "paths",
                    limit,
                    cursor,
                    await states.ListAsync(source.Id, cancellationToken),
                    state => state.Path,
                    PathStateResponse.Of
                )
            )
            : Problems.NotFound("source", id);

    private static async Task<IResult> AcceptAsync(
        string id,
        string path,
        HttpRequest request,
        ICurrentActor current,
        LayoutCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<ReasonRequest>(request, cancellationToken);
        var reason = Input.Reason(body.Reason, "Say why the new layout is right: the reason goes on record.");
        var actor = await current.GetAsync(cancellationToken);
        var result = await commands.AcceptAsync(
            actor,
            Input.Text(nameof(id), id)!,
            Input.Text(nameof(path), path)!,
            reason,
            cancellationToken
        );
        return result.Succeeded ? Answers.Ok(PathStateResponse.Of(result.Value)) : Problems.Of(result);
    }
}
