using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Telemetry;

/// <summary>What the database holds of the whole cluster at the moment of a scrape.</summary>
/// <param name="ParsedAt">By source: when something was parsed last.</param>
internal sealed record StoredFigures(bool Auto, bool Stopped, int Running, int Pending, IReadOnlyDictionary<string, DateTime> ParsedAt)
{
    public static async Task<StoredFigures> ReadAsync(IDbContextFactory<ParserDbContext> contexts, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var settings = await context.Set<ParserSettings>().AsNoTracking().SingleAsync(cancellationToken);
        var jobs = await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Running || job.Status == JobStatus.Pending)
            .GroupBy(job => job.Status).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var parsed = await context.Set<Source>().Where(source => source.LastParsedAt != null)
            .Select(source => new { source.Id, source.LastParsedAt }).ToDictionaryAsync(source => source.Id, source => source.LastParsedAt!.Value, cancellationToken);
        return new StoredFigures(
            settings.Mode == ParserMode.Auto, settings.Stopped, jobs.GetValueOrDefault(JobStatus.Running), jobs.GetValueOrDefault(JobStatus.Pending), parsed);
    }
}
