using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Api.Jobs;

/// <summary>The jobs' log lines, at rest and as they come.</summary>
internal static class LogEndpoints
{
    private const string List = "logs";

    public static void MapLogs(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/admin/parser/logs", "Logs");
        reading
            .MapGet("", ReadAsync)
            .WithSummary("Log lines, oldest first, after the sequence number 'after'")
            .Produces<Page<LogLineResponse>>();
        reading
            .MapGet("/stream", StreamAsync)
            .WithSummary(
                "Log lines as they come, as server-sent events; goes on after Last-Event-ID. Without it: from a job's first line, or "
                    + "else from now on"
            )
            .Produces<string>(contentType: "text/event-stream");
    }

    private static async Task<IResult> ReadAsync(
        string? jobId,
        string? sourceId,
        string? level,
        string? q,
        string? after,
        string? limit,
        string? cursor,
        JobQueries jobs,
        CancellationToken cancellationToken
    )
    {
        var filter = Filter(jobId, sourceId, level, q);
        var size = Input.Limit(limit);
        var start = Math.Max(Input.Number(nameof(after), after) ?? 0, PageCursor.Number(List, cursor) ?? 0);
        var found = await jobs.LogAsync(filter, start, size + 1, cancellationToken);
        return Answers.Ok(Page<LogLineResponse>.Of(found, size, LogLineResponse.Of, line => PageCursor.Write(List, line.Sequence)));
    }

    private static async Task StreamAsync(
        string? jobId,
        string? sourceId,
        string? level,
        string? q,
        string? after,
        HttpContext context,
        LogStream stream,
        CancellationToken cancellationToken
    )
    {
        var filter = Filter(jobId, sourceId, level, q);
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        var start = Input.Number("Last-Event-ID", last) ?? Input.Number(nameof(after), after);
        await stream.SendAsync(filter, start, context.Response, cancellationToken);
    }

    private static JobLogFilter Filter(string? jobId, string? sourceId, string? level, string? q) =>
        new(
            Input.Id(nameof(jobId), jobId),
            Input.Text(nameof(sourceId), sourceId),
            Input.Several<JobLogLevel>(nameof(level), level),
            Input.Text(nameof(q), q)
        );
}
