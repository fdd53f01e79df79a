using ParserAdmin.Api.Jobs;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Api.Schedules;

/// <summary>Schedules: when each task runs; added, edited, paused, resumed, run by hand and deleted.</summary>
internal static class ScheduleEndpoints
{
    private const string List = "schedules";

    public static void MapSchedules(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/scheduler/jobs", "Scheduler");
        reading.MapGet("", ListAsync).WithSummary("Schedules, by id").Produces<Page<ScheduleResponse>>();
        reading
            .MapGet("/{id}", GetAsync)
            .WithSummary("One schedule, with its next five runs")
            .Produces<ScheduleResponse>()
            .ProducesProblem(404);

        var acting = app.MapActing("/scheduler/jobs", "Scheduler");
        acting
            .MapPost("", AddAsync)
            .Needs(Role.Admin)
            .WithSummary(
                "Gives a task of a source one more schedule. Admin. 201 with the schedule, 409 when the name is taken, 422 when it "
                    + "could not run like that"
            )
            .TakesJson<NewScheduleRequest>()
            .Produces<ScheduleResponse>(201)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422);
        acting
            .MapDelete("/{id}", DeleteAsync)
            .Needs(Role.Admin)
            .WithSummary(
                "Deletes a schedule that was added; a run that goes on ends by itself. Admin. 422 for one that a source brought: pause "
                    + "it instead"
            )
            .Produces(204)
            .ProducesProblem(404)
            .ProducesProblem(422);
        acting
            .MapPut("/{id}", PutAsync)
            .Needs(Role.Admin)
            .WithSummary(
                "Edits a schedule. Admin. 409 with the schedule as it is when the version is stale, 422 when it could not run like that"
            )
            .TakesJson<ScheduleRequest>()
            .Produces<ScheduleResponse>()
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422);
        acting
            .MapPost("/{id}/pause", PauseAsync)
            .Needs(Role.Operator)
            .WithSummary("Pauses a schedule, with a reason that everyone sees. Operator")
            .TakesJson<ReasonRequest>()
            .Produces<ScheduleResponse>()
            .ProducesProblem(404);
        acting
            .MapPost("/{id}/resume", ResumeAsync)
            .Needs(Role.Operator)
            .WithSummary("Lets a paused schedule start jobs again. Operator")
            .Produces<ScheduleResponse>()
            .ProducesProblem(404);
        acting
            .MapPost("/{id}/run", RunAsync)
            .Needs(Role.Operator)
            .WithSummary("Runs its task once, in any mode. Operator. 202 with the job, 423 while stopped or while the source is paused")
            .Produces<TaskResponse>(202)
            .ProducesProblem(404)
            .ProducesProblem(422)
            .ProducesProblem(423);
    }

    private static async Task<IResult> ListAsync(
        string? limit,
        string? cursor,
        ScheduleOverviews schedules,
        CancellationToken cancellationToken
    )
    {
        var size = Input.Limit(limit);
        var found = await schedules.ListAsync(PageCursor.Text(List, cursor), size + 1, cancellationToken);
        return Answers.Ok(
            Page<ScheduleResponse>.Of(found, size, ScheduleResponse.Of, overview => PageCursor.Write(List, overview.View.Id))
        );
    }

    private static async Task<IResult> GetAsync(string id, ScheduleOverviews schedules, CancellationToken cancellationToken) =>
        Input.Text(nameof(id), id) is { } key && await schedules.FindAsync(key, cancellationToken) is { } overview
            ? Answers.Ok(ScheduleResponse.Of(overview))
            : Problems.NotFound("schedule", id);

    private static async Task<IResult> AddAsync(
        HttpRequest request,
        ICurrentActor current,
        ScheduleCommands commands,
        ScheduleOverviews schedules,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<NewScheduleRequest>(request, cancellationToken);
        var wanted = body.ToSchedule();
        var result = await commands.AddAsync(
            await current.GetAsync(cancellationToken),
            wanted,
            Input.Text("reason", body.Reason),
            cancellationToken
        );
        if (!result.Succeeded || await schedules.FindAsync(result.Value.Id, cancellationToken) is not { } overview)
            return await ChangedAsync(result, result.Value?.Id ?? "", schedules, cancellationToken);
        return TypedResults.Json(ScheduleResponse.Of(overview), ApiJson.Writing, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> DeleteAsync(
        string id,
        string? reason,
        ICurrentActor current,
        ScheduleCommands commands,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken);
        var result = await commands.DeleteAsync(actor, Input.Text(nameof(id), id)!, Input.Text(nameof(reason), reason), cancellationToken);
        return result.Succeeded ? TypedResults.NoContent() : Problems.Of(result);
    }

    private static async Task<IResult> PutAsync(
        string id,
        HttpRequest request,
        ICurrentActor current,
        ScheduleCommands commands,
        ScheduleOverviews schedules,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<ScheduleRequest>(request, cancellationToken);
        if (await schedules.FindAsync(Input.Text(nameof(id), id)!, cancellationToken) is not { } overview)
            return Problems.NotFound("schedule", id);
        var version = Input.Version(body.Version, "schedule");
        var actor = await current.GetAsync(cancellationToken);
        var result = await commands.EditAsync(
            actor,
            overview.View.Id,
            body.ToEdit(overview.View.Schedule),
            version,
            body.Reason,
            cancellationToken
        );
        return await ChangedAsync(result, overview.View.Id, schedules, cancellationToken);
    }

    private static async Task<IResult> PauseAsync(
        string id,
        HttpRequest request,
        ICurrentActor current,
        ScheduleCommands commands,
        ScheduleOverviews schedules,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<ReasonRequest>(request, cancellationToken);
        var reason = Input.Reason(body.Reason, "Say why the schedule is paused: the reason is shown to everyone.");
        var actor = await current.GetAsync(cancellationToken);
        return await ChangedAsync(
            await commands.PauseAsync(actor, Input.Text(nameof(id), id)!, reason, cancellationToken),
            id,
            schedules,
            cancellationToken
        );
    }

    private static async Task<IResult> ResumeAsync(
        string id,
        ICurrentActor current,
        ScheduleCommands commands,
        ScheduleOverviews schedules,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken);
        return await ChangedAsync(
            await commands.ResumeAsync(actor, Input.Text(nameof(id), id)!, cancellationToken),
            id,
            schedules,
            cancellationToken
        );
    }

    private static async Task<IResult> RunAsync(string id, ICurrentActor current, JobCommands commands, CancellationToken cancellationToken)
    {
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(
            await commands.RunScheduleAsync(actor, Input.Text(nameof(id), id)!, JobTrigger.Api, cancellationToken),
            job => TaskResponse.Of(job),
            202
        );
    }

    private static async Task<IResult> ChangedAsync(
        CommandResult<Schedule> result,
        string id,
        ScheduleOverviews schedules,
        CancellationToken cancellationToken
    )
    {
        var shape =
            result.Value is not null && await schedules.FindAsync(id, cancellationToken) is { } overview
                ? ScheduleResponse.Of(overview)
                : null;
        if (!result.Succeeded)
            return Problems.Of(result, shape is null ? null : new Dictionary<string, object?> { ["schedule"] = shape });
        return shape is null ? Problems.NotFound("schedule", id) : Answers.Ok(shape);
    }
}
