using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Jobs.Logs;

/// <summary>Which log lines to show; what is null does not narrow.</summary>
public sealed record JobLogFilter(
    Guid? JobId = null,
    string? SourceId = null,
    IReadOnlyList<JobLogLevel>? Levels = null,
    string? Text = null
)
{
    /// <summary>
    /// Whether a line that just came may be wanted. Case may count here and not in a database, so the text is left to it.
    /// </summary>
    public bool Includes(JobLogLine line) =>
        (JobId is null || JobId == line.JobId)
        && (SourceId is null || SourceId == line.SourceId)
        && (Levels is not { Count: > 0 } || Levels.Contains(line.Level));
}

internal static class JobLogFiltering
{
    /// <summary>Reads <paramref name="page"/> of the lines of each of <see cref="ByLevel"/>, in no order together.</summary>
    public static async Task<List<JobLogLine>> ReadAsync(
        this DbContext context,
        JobLogFilter filter,
        Func<IQueryable<JobLogLine>, IQueryable<JobLogLine>> page,
        CancellationToken cancellationToken
    )
    {
        var found = new List<JobLogLine>();
        foreach (var one in filter.ByLevel())
            found.AddRange(await page(context.Set<JobLogLine>().Matching(one)).ToListAsync(cancellationToken));
        return found;
    }

    /// <summary>
    /// Filters whose lines together are this one's: the index holds the order of each level, not that of several. The lines of a job are
    /// few, and those with a text are looked for in the order of all.
    /// </summary>
    private static IReadOnlyList<JobLogFilter> ByLevel(this JobLogFilter filter) =>
        filter is { Levels: { Count: > 1 } levels, JobId: null, Text: null or "" }
            ? [.. levels.Distinct().Select(level => filter with { Levels = [level] })]
            : [filter];

    /// <summary>The lines that fit, to be read and not to be changed.</summary>
    public static IQueryable<JobLogLine> Matching(this IQueryable<JobLogLine> lines, JobLogFilter filter)
    {
        lines = lines.AsNoTracking();
        if (filter.JobId is { } jobId)
            lines = lines.Where(line => line.JobId == jobId);
        if (filter.SourceId is { Length: > 0 } sourceId)
            lines = lines.Where(line => line.SourceId == sourceId);
        if (filter.Levels is [var only])
            lines = lines.Where(line => line.Level == only);
        else if (filter.Levels is { Count: > 1 } levels)
            lines = lines.Where(line => levels.Contains(line.Level));
        if (filter.Text?.ToLowerInvariant() is { Length: > 0 } text)
            lines = lines.Where(line => line.Message.ToLower().Contains(text) || (line.Url != null && line.Url.ToLower().Contains(text)));
        return lines;
    }
}
