using Microsoft.AspNetCore.Antiforgery;
using ParserAdmin.Auth;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Components.Layout;

/// <summary>The emergency stop as a plain form: for a browser that has lost its circuit.</summary>
internal static class StopEndpoint
{
    public static IEndpointConventionBuilder MapStopForm(this IEndpointRouteBuilder app) =>
        app.MapPost("/portal/stop", PostAsync).ExcludeFromDescription();

    private static async Task<IResult> PostAsync(HttpContext http, IAntiforgery antiforgery, ICurrentActor currentActor, EmergencyStop stop)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.Redirect("/portal/stopped?refused=form");
        var result = await stop.StopAsync(await currentActor.GetAsync(http.RequestAborted), null, http.RequestAborted);
        return Results.Redirect(result.Succeeded ? "/portal/stopped" : $"/portal/stopped?refused={(int)result.Status}");
    }
}
