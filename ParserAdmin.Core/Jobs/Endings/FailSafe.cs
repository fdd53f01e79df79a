using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>Looks at how jobs end, and switches auto to manual by itself when that is critical or when too many fail.</summary>
public sealed class FailSafe(
    IDbContextFactory<ParserDbContext> contexts,
    SettingsStore settings,
    SafetyCommands commands,
    TimeProvider clock,
    ILogger<FailSafe> logger
)
{
    /// <param name="critical">What happened, in words, where that alone is enough; else null.</param>
    /// <returns>Whether it could look, and store what followed.</returns>
    public async Task<bool> CheckAsync(string? critical, CancellationToken cancellationToken)
    {
        try
        {
            var now = await settings.ReadAsync(cancellationToken);
            if (now.Mode == ParserMode.Auto && (critical ?? await TooManyAsync(now, cancellationToken)) is { } reason)
                await commands.FailSafeAsync(reason, cancellationToken);
            return true;
        }
        catch (Exception unwritable) when (unwritable is OperationCanceledException || StorageFaults.IsOutage(unwritable))
        {
            // A database that cannot be written starts nothing either: the running mark would have to be stored. The next end of a job
            // looks again.
            logger.LogCritical(
                unwritable,
                "The fail-safe could not be stored: {Reason}",
                critical ?? "the share of failed jobs is unknown"
            );
            return false;
        }
    }

    private async Task<string?> TooManyAsync(ParserSettings now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ended = context
            .Set<ParserJob>()
            .AsNoTracking()
            .Where(job => job.Status == JobStatus.Succeeded || job.Status == JobStatus.Failed);

        // One that lies ahead was written before the clock was set back: it says nothing about now.
        if (now.AutoSince is { } since && since <= clock.UtcMilliseconds())
            ended = ended.Where(job => job.EndedAt >= since);
        var last = await ended
            .OrderByDescending(job => job.EndedAt)
            .Take(now.FailSafeWindow)
            .Select(job => new
            {
                job.Task,
                job.SourceId,
                job.Status,
                job.ErrorClass,
                job.ErrorMessage,
            })
            .ToListAsync(cancellationToken);
        var failed = last.Where(job => job.Status == JobStatus.Failed).ToList();
        return FailSafeRule.Reason(last.Count, failed.Count, now.FailSafeWindow, now.FailSafePercent) is { } reason
            ? $"{reason}; the last one, {JobText.Of(failed[0].Task, failed[0].SourceId)}: {failed[0].ErrorClass}, {failed[0].ErrorMessage}"
            : null;
    }
}
