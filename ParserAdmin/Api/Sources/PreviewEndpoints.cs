using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Studio;

namespace ParserAdmin.Api.Sources;

/// <summary>The studio without its page: tries a definition on one page.</summary>
internal static class PreviewEndpoints
{
    /// <summary>The longest page that a preview answers with, each of its 4 Mi characters written as six, and a definition.</summary>
    private const long LargestBody = 26 * 1024 * 1024;

    public static void MapPreview(this IEndpointRouteBuilder app) =>
        app.MapActing("/sources", "Sources")
            .MapPost("/preview", PreviewAsync)
            .Needs(Role.Admin)
            .WithSummary(
                "Tries a definition on one page, fetched once or saved, and stores nothing. Admin. As application/yaml the body is the "
                    + "definition, with ?path= and ?url=. "
                    + "422 with each error's line and column, 423 while stopped or paused, 502 where the site gave no page"
            )
            .Accepts<PreviewPageRequest>("application/json", ["application/yaml", .. YamlBody.OtherTypes])
            .LimitsBody(LargestBody)
            .Produces<PreviewResponse>()
            .ProducesProblem(422)
            .ProducesProblem(423)
            .ProducesProblem(502);

    private static async Task<IResult> PreviewAsync(
        HttpRequest request,
        string? path,
        string? url,
        ICurrentActor current,
        PreviewCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = request.HasJsonContentType()
            ? await JsonBody.ReadAsync<PreviewPageRequest>(request, cancellationToken)
            : new PreviewPageRequest(await YamlBody.ReadAsync(request, cancellationToken), path, url);
        var asked = body.ToRequest();
        var result = await commands.RunAsync(await current.GetAsync(cancellationToken), asked, cancellationToken);
        if (result.Succeeded)
            return Answers.Ok(PreviewResponse.Of(result.Value, wasFetched: asked.Answer is null));
        if (result.Status != CommandStatus.Unprocessable)
            return Problems.Of(result);
        var errors = SourceDefinitionReader.Read(asked.Definition).Errors;
        return SourceEndpoints.Unprocessable(
            result.Message,
            errors.Count > 0 ? errors : [new DefinitionError(1, 1, result.Field ?? "paths", result.Message)]
        );
    }
}
