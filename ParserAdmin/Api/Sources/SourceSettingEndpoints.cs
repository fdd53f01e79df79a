using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Settings;

namespace ParserAdmin.Api.Sources;

/// <summary>The values that a source's definition asks for: a user name, a key. Secrets go in and never come out.</summary>
internal static class SourceSettingEndpoints
{
    public static void MapSourceSettings(this IEndpointRouteBuilder app)
    {
        app.MapReading("/sources", "Sources")
            .MapGet("/{id}/settings", GetAsync)
            .WithSummary("The settings that a source asks for, and whether each has a value")
            .Produces<SourceSettingsResponse>()
            .ProducesProblem(404);
        app.MapActing("/sources", "Sources")
            .MapPatch("/{id}/settings", PatchAsync)
            .Needs(Role.Admin)
            .WithSummary("Sets values by name; null takes one away. Admin")
            .TakesJson<Dictionary<string, string?>>()
            .Produces<SourceSettingsResponse>()
            .ProducesProblem(404);
    }

    private static async Task<IResult> GetAsync(
        string id,
        SourceQueries sources,
        SourceSettings settings,
        CancellationToken cancellationToken
    ) =>
        Input.Text(nameof(id), id) is { } key && await sources.FindAsync(key, cancellationToken) is { } source
            ? await ShapeAsync(source, settings, cancellationToken)
            : Problems.NotFound("source", id);

    private static async Task<IResult> PatchAsync(
        string id,
        HttpRequest request,
        ICurrentActor current,
        SourceSettingCommands commands,
        SourceSettings settings,
        CancellationToken cancellationToken
    )
    {
        var values = await JsonBody.ReadAsync<Dictionary<string, string?>>(request, cancellationToken);
        var result = await commands.SetAsync(
            await current.GetAsync(cancellationToken),
            Input.Text(nameof(id), id)!,
            values,
            cancellationToken
        );
        return result.Succeeded ? await ShapeAsync(result.Value, settings, cancellationToken) : Problems.Of(result);
    }

    private static async Task<IResult> ShapeAsync(Source source, SourceSettings settings, CancellationToken cancellationToken) =>
        SourceDefinitionReader.Read(source.Definition).Definition is { } definition
            ? Answers.Ok(SourceSettingsResponse.Of(source.Id, await settings.ShowAsync(source.Id, definition, cancellationToken)))
            : Problems.Of(422, "The source's definition has errors. Mend them first.", "id");
}
