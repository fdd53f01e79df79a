using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Api.Jobs;

/// <summary>Jobs: their history, one of them, and run, cancel and retry by hand.</summary>
internal static class TaskEndpoints
{
    private const string List = "tasks";

    public static void MapTasks(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/tasks", "Tasks");
        reading.MapGet("/recent", RecentAsync).WithSummary("Jobs, newest first").Produces<Page<TaskResponse>>();
        reading.MapGet("/{id}", GetAsync).WithSummary("One job").Produces<TaskResponse>().ProducesProblem(404);

        var acting = app.MapActing("/tasks", "Tasks");
        acting
            .MapPost("", RequestAsync)
            .Needs(Role.Operator)
            .WithSummary("Runs a task by hand. Operator. 202 with the job, 423 while stopped or while the source is paused")
            .TakesJson<TaskRequest>()
            .Produces<TaskResponse>(202)
            .ProducesProblem(404)
            .ProducesProblem(422)
            .ProducesProblem(423);
        acting
            .MapPost("/{id}/cancel", CancelAsync)
            .Needs(Role.Operator)
            .WithSummary("Cancels a pending or running job. Operator")
            .Produces<TaskResponse>()
            .ProducesProblem(404)
            .ProducesProblem(409);
        acting
            .MapPost("/{id}/retry", RetryAsync)
            .Needs(Role.Operator)
            .WithSummary("Runs an ended job again. Operator. 202 with the new job")
            .Produces<TaskResponse>(202)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(423);
    }

    private static async Task<IResult> RecentAsync(
        string? status,
        string? task,
        string? sourceId,
        string? scheduleId,
        string? withErrors,
        string? limit,
        string? cursor,
        JobQueries jobs,
        CancellationToken cancellationToken
    )
    {
        var filter = new JobFilter(
            Input.Several<JobStatus>(nameof(status), status),
            Input.Text(nameof(task), task),
            Input.Text(nameof(sourceId), sourceId),
            ScheduleId: Input.Text(nameof(scheduleId), scheduleId),
            WithErrors: Input.Flag(nameof(withErrors), withErrors) == true
        );
        var size = Input.Limit(limit);
        var found = await jobs.RecentAsync(filter, PageCursor.Id(List, cursor), size + 1, cancellationToken);
        return Answers.Ok(
            Page<TaskResponse>.Of(found, size, job => TaskResponse.Of(job), job => PageCursor.Write(List, job.Id.ToString()))
        );
    }

    private static async Task<IResult> GetAsync(string id, JobQueries jobs, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var key) && await jobs.FindAsync(key, cancellationToken) is { } job
            ? Answers.Ok(TaskResponse.Of(job))
            : Problems.NotFound("job", id);

    private static async Task<IResult> RequestAsync(
        HttpRequest request,
        ICurrentActor current,
        JobCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<TaskRequest>(request, cancellationToken);
        var task = body.Task ?? throw new BadInputException("task", "Say which task, such as catalog-sync.");
        var sourceId =
            body.SourceId
            ?? (TaskDefinitions.Find(task) is { IsGlobal: true } ? "" : throw new BadInputException("sourceId", "Say for which source."));
        var parameters = body.Parameters?.ToParameters() ?? JobParameters.None;
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(
            await commands.RequestAsync(actor, task, sourceId, parameters, JobTrigger.Api, cancellationToken),
            job => TaskResponse.Of(job),
            202
        );
    }

    private static async Task<IResult> CancelAsync(
        string id,
        ICurrentActor current,
        JobCommands commands,
        CancellationToken cancellationToken
    )
    {
        if (!Guid.TryParse(id, out var key))
            return Problems.NotFound("job", id);
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(await commands.CancelAsync(actor, key, cancellationToken), job => TaskResponse.Of(job));
    }

    private static async Task<IResult> RetryAsync(
        string id,
        ICurrentActor current,
        JobCommands commands,
        CancellationToken cancellationToken
    )
    {
        if (!Guid.TryParse(id, out var key))
            return Problems.NotFound("job", id);
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(await commands.RetryAsync(actor, key, cancellationToken), job => TaskResponse.Of(job), 202);
    }
}
