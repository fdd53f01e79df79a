using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Commands.Running;

/// <summary>Writes what jobs warned of beneath their outcome: a run may succeed and still have kept less than its person thinks.</summary>
internal sealed class WarningLines(JobQueries jobs)
{
    private const int Most = 5;

    // Counting on is of no use to anyone.
    private const int MostCounted = 10_000;

    public async Task WriteAsync(IEnumerable<Guid> ended, TextWriter output)
    {
        foreach (var id in ended)
        {
            var filter = new JobLogFilter(id, Levels: [JobLogLevel.Warning]);
            var first = await jobs.LogAsync(filter, 0, Most, CancellationToken.None);
            foreach (var line in first)
                await output.WriteLineAsync($"{JobText.Source(line.SourceId)}: warning: {line.Message} {line.Url}".TrimEnd());
            if (first.Count == Most && await jobs.CountLogAsync(filter, MostCounted, CancellationToken.None) is > Most and var count)
            {
                await output.WriteLineAsync(
                    $"… and {count - Most} more in the job's log: /portal/jobs/{id} or GET /admin/parser/logs?jobId={id}&level=warning "
                        + $"of a portal on this data (parseradmin serve)."
                );
            }
        }
    }
}
