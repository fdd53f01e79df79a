using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Scheduling;

/// <summary>The schedules that follow from the settings and the sources: nothing about when to run is written anywhere else.</summary>
public sealed class ScheduleCatalogue(IDbContextFactory<ParserDbContext> contexts)
{
    public async Task<IReadOnlyList<Schedule>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var settings = await context.Set<ParserSettings>().AsNoTracking().SingleAsync(cancellationToken);
        var sources = await context.Set<Source>().AsNoTracking().Where(source => source.Enabled).OrderBy(source => source.Id).ToListAsync(cancellationToken);
        return [.. sources.SelectMany(source => Of(settings, source))];
    }

    public async Task<Schedule?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).FirstOrDefault(schedule => schedule.Id == id);

    private static IEnumerable<Schedule> Of(ParserSettings settings, Source source)
    {
        if (SourceDefinitionReader.Read(source.Definition).Definition is not { } definition)
            yield break;
        if (definition.Paths.ContainsKey("catalog"))
            yield return new Schedule(CatalogSync.TaskName, source.Id, TimeSpan.FromHours(settings.CatalogSyncIntervalHours));
        if (settings.EnableAutoupdate && definition.Paths.ContainsKey("episodes"))
            yield return new Schedule(EpisodeSync.TaskName, source.Id, TimeSpan.FromMinutes(settings.EpisodeSyncIntervalMinutes));
    }
}
