using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Api.Safety;

/// <summary>The settings row.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        app.MapReading("/admin/parser", "Safety")
            .MapGet("/settings", GetAsync)
            .WithSummary("The settings as they are stored at this moment")
            .Produces<SettingsResponse>();
        app.MapActing("/admin/parser", "Safety")
            .MapPatch("/settings", PatchAsync)
            .Needs(Role.Admin)
            .WithSummary("Changes intervals, limits and flags. Admin. 409 with the settings as they are when the version is stale")
            .TakesJson<SettingsPatchRequest>()
            .Produces<SettingsResponse>()
            .ProducesProblem(409);
    }

    private static async Task<IResult> GetAsync(SettingsStore store, CancellationToken cancellationToken) =>
        Answers.Ok(SettingsResponse.Of(await store.ReadAsync(cancellationToken)));

    private static async Task<IResult> PatchAsync(
        HttpRequest request,
        ICurrentActor current,
        SafetyCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<SettingsPatchRequest>(request, cancellationToken);
        var patch = body.ToPatch();
        var version = Input.Version(body.Version, "settings");
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(await commands.ChangeAsync(actor, patch, body.Reason, version, cancellationToken));
    }
}
