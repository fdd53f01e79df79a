using System.Text;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Api.Sources;

/// <summary>Sources and their definitions.</summary>
internal static class SourceEndpoints
{
    private const string List = "sources";

    public static void MapSources(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/sources", "Sources");
        reading.MapGet("", ListAsync).WithSummary("Sources by id").Produces<Page<SourceResponse>>();
        reading.MapGet("/{id}", GetAsync).WithSummary("One source, with its definition").Produces<SourceResponse>().ProducesProblem(404);
        reading
            .MapGet("/{id}/export", ExportAsync)
            .WithSummary("The definition as a file, exactly as it was stored")
            .Produces<string>(200, "application/yaml")
            .ProducesProblem(404);

        var acting = app.MapActing("/sources", "Sources");
        acting
            .MapPost("/validate", ValidateAsync)
            .WithSummary("Checks a definition and stores nothing. 422 with each error's line and column")
            .TakesYaml()
            .Produces<ValidationResponse>();
        acting
            .MapPost("", CreateAsync)
            .Needs(Role.Admin)
            .WithSummary("Stores a definition under its own id. Admin. 201 for a new source, 200 for one that was there")
            .TakesYaml()
            .Produces<SourceResponse>()
            .Produces<SourceResponse>(201);
        acting
            .MapPut("/{id}", PutAsync)
            .Needs(Role.Admin)
            .WithSummary("Stores the definition of this source. Admin. 201 for a new source, 200 for one that was there")
            .TakesYaml()
            .Produces<SourceResponse>()
            .Produces<SourceResponse>(201);
        acting
            .MapPost("/{id}/pause", PauseAsync)
            .Needs(Role.Operator)
            .WithSummary("Pauses a source, with a reason that everyone sees. Operator")
            .TakesJson<ReasonRequest>()
            .Produces<SourceResponse>()
            .ProducesProblem(404);
        acting
            .MapPost("/{id}/resume", ResumeAsync)
            .Needs(Role.Operator)
            .WithSummary("Lets a paused source run again. Operator")
            .Produces<SourceResponse>()
            .ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(string? limit, string? cursor, SourceQueries sources, CancellationToken cancellationToken)
    {
        var size = Input.Limit(limit);
        var found = await sources.ListAsync(PageCursor.Text(List, cursor), size + 1, cancellationToken);
        var states = await sources.HealthAsync([.. found.Select(source => source.Id)], cancellationToken);
        return Answers.Ok(
            Page<SourceResponse>.Of(
                found,
                size,
                source => SourceResponse.Of(source, states.GetValueOrDefault(source.Id), whole: false),
                source => PageCursor.Write(List, source.Id)
            )
        );
    }

    private static async Task<IResult> GetAsync(string id, SourceQueries sources, CancellationToken cancellationToken) =>
        Input.Text(nameof(id), id) is { } key && await sources.FindAsync(key, cancellationToken) is { } source
            ? Answers.Ok(await ShapeAsync(source, sources, cancellationToken))
            : Problems.NotFound("source", id);

    private static async Task<IResult> ExportAsync(string id, SourceQueries sources, CancellationToken cancellationToken) =>
        Input.Text(nameof(id), id) is { } key && await sources.FindAsync(key, cancellationToken) is { } source
            ? Results.File(Encoding.UTF8.GetBytes(source.Definition), "application/yaml; charset=utf-8", $"{source.Id}.yaml")
            : Problems.NotFound("source", id);

    private static async Task<IResult> ValidateAsync(
        HttpRequest request,
        DefinitionInspector inspector,
        CancellationToken cancellationToken
    )
    {
        var read = await inspector.InspectAsync(await YamlBody.ReadAsync(request, cancellationToken), null, cancellationToken);
        return read.Definition is { } definition
            ? Answers.Ok(
                new ValidationResponse(
                    true,
                    definition.Id,
                    definition.Name,
                    definition.Kind.ToString().ToLowerInvariant(),
                    [.. definition.Paths.Keys.Order(StringComparer.Ordinal)]
                )
            )
            : Unprocessable("The definition has errors.", read.Errors);
    }

    private static Task<IResult> CreateAsync(
        HttpRequest request,
        ICurrentActor current,
        SourceCommands commands,
        SourceQueries sources,
        DefinitionInspector inspector,
        CancellationToken cancellationToken
    ) => SaveAsync(null, request, current, commands, sources, inspector, cancellationToken);

    private static Task<IResult> PutAsync(
        string id,
        HttpRequest request,
        ICurrentActor current,
        SourceCommands commands,
        SourceQueries sources,
        DefinitionInspector inspector,
        CancellationToken cancellationToken
    ) => SaveAsync(Input.Text(nameof(id), id), request, current, commands, sources, inspector, cancellationToken);

    private static async Task<IResult> SaveAsync(
        string? id,
        HttpRequest request,
        ICurrentActor current,
        SourceCommands commands,
        SourceQueries sources,
        DefinitionInspector inspector,
        CancellationToken cancellationToken
    )
    {
        var yaml = await YamlBody.ReadAsync(request, cancellationToken);
        var read = SourceDefinitionReader.Read(yaml);
        var existed = read.Definition is { } definition && await sources.FindAsync(definition.Id, cancellationToken) is not null;
        var result = await commands.SaveAsync(await current.GetAsync(cancellationToken), yaml, id, cancellationToken);
        if (result.Status == CommandStatus.Unprocessable)
        {
            var errors = (await inspector.InspectAsync(yaml, null, cancellationToken)).Errors;
            return Unprocessable(result.Message!, errors.Count == 0 ? [new DefinitionError(1, 1, "id", result.Message!)] : errors);
        }

        if (!result.Succeeded)
            return Problems.Of(result);
        var shape = await ShapeAsync(result.Value, sources, cancellationToken);
        return existed ? Answers.Ok(shape) : TypedResults.Created($"{request.PathBase}/sources/{shape.Id}", shape);
    }

    private static async Task<IResult> PauseAsync(
        string id,
        HttpRequest request,
        ICurrentActor current,
        SourceCommands commands,
        SourceQueries sources,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<ReasonRequest>(request, cancellationToken);
        var reason = Input.Reason(body.Reason, "Say why the source is paused: the reason is shown to everyone.");
        var actor = await current.GetAsync(cancellationToken);
        return await ChangedAsync(
            await commands.PauseAsync(actor, Input.Text(nameof(id), id)!, reason, cancellationToken),
            sources,
            cancellationToken
        );
    }

    private static async Task<IResult> ResumeAsync(
        string id,
        ICurrentActor current,
        SourceCommands commands,
        SourceQueries sources,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken);
        return await ChangedAsync(
            await commands.ResumeAsync(actor, Input.Text(nameof(id), id)!, cancellationToken),
            sources,
            cancellationToken
        );
    }

    private static async Task<IResult> ChangedAsync(
        CommandResult<Source> result,
        SourceQueries sources,
        CancellationToken cancellationToken
    ) => result.Succeeded ? Answers.Ok(await ShapeAsync(result.Value, sources, cancellationToken)) : Problems.Of(result);

    private static async Task<SourceResponse> ShapeAsync(Source source, SourceQueries sources, CancellationToken cancellationToken) =>
        SourceResponse.Of(source, (await sources.HealthAsync([source.Id], cancellationToken)).GetValueOrDefault(source.Id), whole: true);

    internal static IResult Unprocessable(string message, IReadOnlyList<DefinitionError> errors) =>
        Problems.Of(
            CommandStatus.Unprocessable,
            message,
            new Dictionary<string, object?>
            {
                ["field"] = errors[0].Path is { Length: > 0 } path ? path : "body",
                ["errors"] = errors.Select(DefinitionErrorResponse.Of).ToList(),
            }
        );
}
