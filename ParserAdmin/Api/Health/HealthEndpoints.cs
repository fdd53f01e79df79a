using ParserAdmin.Auth;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Telemetry;

namespace ParserAdmin.Api.Health;

/// <summary>For supervisors, load balancers and people who want to know what is wrong.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health")
            .AllowAnonymous()
            .WithTags("Health")
            .AddEndpointFilter<ProblemFilter>()
            .AddEndpointFilter<LoopbackOrViewerFilter>()
            .AddEndpointFilter<QueryFilter>()
            .WithMetadata(new ApiMark(), new LastKnownRights());
        health.ProducesProblem(400);
        health.MapGet("", ReadyAsync).WithSummary("Live and ready").Produces<HealthResponse>().Produces<HealthResponse>(503);
        health
            .MapGet("/live", () => Answers.Ok(new HealthResponse("ok")))
            .WithSummary("200 while the process answers")
            .Produces<HealthResponse>()
            .WithMetadata(new LastKnownRights(NeverAsk: true));
        health
            .MapGet("/ready", ReadyAsync)
            .WithSummary("503 with the reason until started, or when the settings cannot be read")
            .Produces<HealthResponse>()
            .Produces<HealthResponse>(503);
        health
            .MapGet("/details", DetailsAsync)
            .WithSummary("Scheduler, database, disk and sources, one by one")
            .Produces<HealthDetailsResponse>()
            .ProducesProblem(401)
            .ProducesProblem(403)
            .WithMetadata(new TellsInternals());
    }

    private static async Task<IResult> ReadyAsync(HealthProbe probe, CancellationToken cancellationToken) =>
        await probe.UnreadyAsync(cancellationToken) is { } reason
            ? TypedResults.Json(new HealthResponse("unavailable", reason), statusCode: StatusCodes.Status503ServiceUnavailable)
            : Answers.Ok(new HealthResponse("ok"));

    private static async Task<IResult> DetailsAsync(HealthProbe probe, DatabasePlace place, CancellationToken cancellationToken) =>
        Answers.Ok(HealthDetailsResponse.Of(await probe.CheckAsync(cancellationToken), place.Provider));
}
