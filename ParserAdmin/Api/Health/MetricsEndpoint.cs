using ParserAdmin.Auth;
using ParserAdmin.Core.Telemetry;

namespace ParserAdmin.Api.Health;

/// <summary><c>GET /metrics</c> in Prometheus' text format.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", ReadAsync)
            .AllowAnonymous()
            .WithTags("Health")
            .WithSummary("Prometheus text format 0.0.4, of this node")
            .AddEndpointFilter<ProblemFilter>()
            .AddEndpointFilter<LoopbackOrViewerFilter>()
            .AddEndpointFilter<QueryFilter>()
            .WithMetadata(new ApiMark(), new LastKnownRights(), new TellsInternals())
            .Produces<string>(contentType: "text/plain")
            .ProducesProblem(400)
            .ProducesProblem(401)
            .ProducesProblem(403);

    private static async Task<IResult> ReadAsync(MetricsReader metrics, CancellationToken cancellationToken) =>
        TypedResults.Text(await metrics.ReadAsync(cancellationToken), "text/plain; version=0.0.4; charset=utf-8");
}
