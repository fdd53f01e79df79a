using System.Text;
using ParserAdmin.Auth;
using ParserAdmin.Components.Pages.Jobs.Log;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Logs;

/// <summary>What a search over all logs finds, as a text file, sent while it is read.</summary>
internal static class LogDownload
{
    private const int Portion = 2_000;

    public static IEndpointConventionBuilder MapLogDownload(this IEndpointRouteBuilder app) =>
        app.MapGet(LogsView.Path + ".txt", Get).RequireAuthorization(Policies.Viewer).ExcludeFromDescription();

    private static IResult Get(
        string? q,
        string? levels,
        string? source,
        string? since,
        JobQueries jobs,
        JobLogQueries log,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) =>
        Results.Stream(
            async body =>
            {
                await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
                var first = TimeSpanChoice.Start(since, clock.UtcMilliseconds()) is { } from
                    ? await log.FirstSinceAsync(from, cancellationToken)
                    : 1;
                var after = first is { } start ? start - 1 : long.MaxValue;
                var filter = new LogsView(q, levels, source).Filter;
                while (await jobs.LogAsync(filter, after, Portion, cancellationToken) is { Count: > 0 } lines)
                {
                    foreach (var line in lines)
                        await writer.WriteLineAsync($"{line.SourceId} {JobLogDownload.Text(line)}".AsMemory(), cancellationToken);
                    after = lines[^1].Sequence;
                    await writer.FlushAsync(cancellationToken);
                }
            },
            "text/plain; charset=utf-8",
            "logs.txt"
        );
}
