using System.Globalization;
using System.Text;
using ParserAdmin.Auth;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs.Log;

/// <summary>A job's whole log as a text file, sent while it is read: no log is too long for it.</summary>
internal static class JobLogDownload
{
    private const int Portion = 2_000;

    public static IEndpointConventionBuilder MapJobLogDownload(this IEndpointRouteBuilder app) =>
        app.MapGet("portal/jobs/{id:guid}/log.txt", GetAsync).RequireAuthorization(Policies.Viewer).ExcludeFromDescription();

    private static async Task<IResult> GetAsync(Guid id, JobQueries jobs, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(id, cancellationToken) is not { } job)
            return Results.Problem($"There is no job {id}.", statusCode: StatusCodes.Status404NotFound);
        return Results.Stream(
            body => WriteAsync(jobs, id, body, cancellationToken),
            "text/plain; charset=utf-8",
            $"{job.Task}-{(job.IsGlobal ? "all" : job.SourceId)}-{id}.log.txt"
        );
    }

    private static async Task WriteAsync(JobQueries jobs, Guid id, Stream body, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var after = 0L;
        while (true)
        {
            var lines = await jobs.LogAsync(new JobLogFilter(id), after, Portion, cancellationToken);
            foreach (var line in lines)
                await writer.WriteLineAsync(Text(line).AsMemory(), cancellationToken);
            if (lines.Count < Portion)
                return;
            after = lines[^1].Sequence;
            await writer.FlushAsync(cancellationToken);
        }
    }

    // A message is what a site made it: a line break in it must not look like another entry.
    public static string Text(JobLogLine line) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Times.Iso(line.CreatedAt)} {line.Level.ToString().ToUpperInvariant(), -7} "
                + $"{line.Message.ReplaceLineEndings("\\n")}{(line.Url is null ? "" : " " + line.Url)}"
        );
}
