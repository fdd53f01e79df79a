using ParserAdmin.Auth.Pages;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Auth;

/// <summary>The stop button as a plain form: it needs no script, no circuit and no websocket.</summary>
internal static class StopEndpoint
{
    public const string Path = "/portal/stop";

    private const string Confirmation =
        "The emergency stop is stored: every node cancels what it runs, and nothing starts until an admin resets it.";

    public static void Map(IEndpointRouteBuilder app)
    {
        var stop = app.MapGroup(Path).RequireAuthorization(Policies.Operator).ExcludeFromDescription().WithMetadata(new LastKnownRights());
        stop.MapGet("", () => AccountPage.Stop(StatusCodes.Status200OK, null));
        stop.MapPost("", StopAsync);
    }

    private static async Task<IResult> StopAsync(
        HttpRequest request,
        ICurrentActor current,
        EmergencyStop stop,
        CancellationToken cancellationToken
    )
    {
        var form = await request.FormAsync(cancellationToken);
        var reason = form["reason"].ToString() is { Length: > 0 } given ? given : null;

        // Whoever clicks and closes the page has stopped all the same.
        var result = await stop.StopAsync(await current.StopperAsync(), reason, CancellationToken.None);
        if (!request.WantsPage())
        {
            return result.Status == CommandStatus.Forbidden
                ? TypedResults.Problem(result.Message, statusCode: StatusCodes.Status403Forbidden)
                : TypedResults.Ok(new { message = result.Succeeded ? "Stopped." : $"Stopped here, but not recorded: {result.Message}" });
        }

        return result.Status switch
        {
            CommandStatus.Done => AccountPage.Notice(StatusCodes.Status200OK, "Stopped", Confirmation, "./", "Go on"),
            CommandStatus.Forbidden => AccountPage.Notice(StatusCodes.Status403Forbidden, "Not allowed", result.Message!, "./", "Back"),
            _ => AccountPage.Notice((int)result.Status, "Stopped here, but not recorded", result.Message!, "./", "Go on"),
        };
    }
}
