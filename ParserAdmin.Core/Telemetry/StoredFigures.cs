using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Core.Telemetry;

/// <summary>What the database holds of the whole cluster at the moment of a scrape.</summary>
/// <param name="Marks">By source: when the newest that is known was published; where nothing says when it was, when something was parsed
/// last.</param>
internal sealed record StoredFigures(bool Auto, bool Stopped, int Running, int Pending, IReadOnlyDictionary<string, DateTime> Marks)
{
    public static async Task<StoredFigures> ReadAsync(IDbContextFactory<ParserDbContext> contexts, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);
        var jobs = await context
            .Set<ParserJob>()
            .Where(job => job.Status == JobStatus.Running || job.Status == JobStatus.Pending)
            .GroupBy(job => job.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var parsed = await context
            .Set<Source>()
            .Where(source => source.LastParsedAt != null)
            .Select(source => new { source.Id, source.LastParsedAt })
            .ToDictionaryAsync(source => source.Id, source => source.LastParsedAt!.Value, cancellationToken);
        var marks = await context
            .Set<PathState>()
            .Where(path => path.HighWater != null)
            .GroupBy(path => path.SourceId)
            .Select(group => new { group.Key, Mark = group.Max(path => path.HighWater) })
            .ToListAsync(cancellationToken);
        foreach (var path in marks)
            parsed[path.Key] = path.Mark!.Value;
        return new StoredFigures(
            settings.Mode == ParserMode.Auto,
            settings.Stopped,
            jobs.GetValueOrDefault(JobStatus.Running),
            jobs.GetValueOrDefault(JobStatus.Pending),
            parsed
        );
    }
}
