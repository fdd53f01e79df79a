using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Api.DeadLetters;

/// <summary>Jobs that failed for good: one by one or grouped by their mistake; replay and dismiss.</summary>
internal static class DeadLetterEndpoints
{
    private const string List = "dead-letters";
    private const string Groups = "dead-letter-groups";

    public static void MapDeadLetters(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/dead-letters", "Dead letters");
        reading
            .MapGet("", ListAsync)
            .WithSummary("Dead letters, newest first; with grouped=true one entry a fingerprint")
            .Produces<Page<DeadLetterResponse>>()
            .AddOpenApiOperationTransformer(AddGroupsAsync);

        var acting = app.MapActing("/dead-letters", "Dead letters");
        acting
            .MapPost("/replay", ReplayAsync)
            .Needs(Role.Operator)
            .WithSummary("Asks for the runs again, by ids or by filter; dryRun gives the count. Operator. 423 while stopped")
            .TakesJson<DeadLetterRequest>()
            .Produces<DeadLetterReportResponse>()
            .ProducesProblem(423);
        acting
            .MapPost("/dismiss", DismissAsync)
            .Needs(Role.Operator)
            .WithSummary("Marks them as needing nothing, with a reason, by ids or by filter; dryRun gives the count. Operator")
            .TakesJson<DeadLetterRequest>()
            .Produces<DeadLetterReportResponse>();
    }

    /// <summary>The one list has entries of two shapes, as the call asks.</summary>
    private static async Task AddGroupsAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (operation.Responses?["200"].Content?["application/json"] is not { Schema: { } single } answer)
            return;
        var grouped = await context.GetOrCreateSchemaAsync(typeof(Page<DeadLetterGroupResponse>), null, cancellationToken);
        answer.Schema = new OpenApiSchema { OneOf = [single, grouped] };
    }

    private static async Task<IResult> ListAsync(
        string? state,
        string? task,
        string? sourceId,
        string? errorClass,
        string? fingerprint,
        string? q,
        string? grouped,
        string? limit,
        string? cursor,
        DeadLetterQueries letters,
        CancellationToken cancellationToken
    )
    {
        var filter = new DeadLetterFilter(
            Input.One<DeadLetterState>(nameof(state), state),
            Input.Text(nameof(task), task),
            Input.Text(nameof(sourceId), sourceId),
            Input.One<ErrorClass>(nameof(errorClass), errorClass),
            Input.Text(nameof(fingerprint), fingerprint),
            Input.Text(nameof(q), q)
        );
        var size = Input.Limit(limit);
        if (Input.Flag(nameof(grouped), grouped) != true)
        {
            var found = await letters.ListAsync(filter, PageCursor.Number(List, cursor), size + 1, cancellationToken);
            return Answers.Ok(Page<DeadLetterResponse>.Of(found, size, DeadLetterResponse.Of, letter => PageCursor.Write(List, letter.Id)));
        }

        var groups = await letters.GroupsAsync(filter, PageCursor.Number(Groups, cursor), size + 1, cancellationToken);
        return Answers.Ok(
            Page<DeadLetterGroupResponse>.Of(groups, size, DeadLetterGroupResponse.Of, group => PageCursor.Write(Groups, group.Newest.Id))
        );
    }

    private static async Task<IResult> ReplayAsync(
        HttpRequest request,
        ICurrentActor current,
        DeadLetterCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<DeadLetterRequest>(request, cancellationToken);
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(
            await commands.ReplayAsync(actor, body.ToSelection(), Input.Text("reason", body.Reason), body.DryRun, cancellationToken),
            DeadLetterReportResponse.Of
        );
    }

    private static async Task<IResult> DismissAsync(
        HttpRequest request,
        ICurrentActor current,
        DeadLetterCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<DeadLetterRequest>(request, cancellationToken);
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(
            await commands.DismissAsync(
                actor,
                body.ToSelection(),
                body.DryRun
                    ? Input.Text("reason", body.Reason)
                    : Input.Reason(body.Reason, "Say why nothing has to be done: the reason goes on record."),
                body.DryRun,
                cancellationToken
            ),
            DeadLetterReportResponse.Of
        );
    }
}
