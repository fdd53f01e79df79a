using ParserAdmin.Auth;
using ParserAdmin.Components.Pages.SystemInfo;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Api.Health;

/// <summary>What the portal's page System shows, for programs.</summary>
internal static class SystemEndpoint
{
    public static void MapSystem(this IEndpointRouteBuilder app) =>
        app.MapReading("", "Health")
            .MapGet("/system", ReadAsync)
            .WithSummary("The program, what it stands on, and how all its parts are doing")
            .WithDescription("Where the data lies (`dataDirectory`, `databasePlace`) is for admins; others get null.")
            .Produces<SystemResponse>();

    private static async Task<IResult> ReadAsync(SystemReader reader, ICurrentActor current, CancellationToken cancellationToken)
    {
        var actor = await current.GetAsync(cancellationToken);
        return Answers.Ok(SystemResponse.Of(await reader.ReadAsync(cancellationToken), actor.May(Role.Admin)));
    }
}
