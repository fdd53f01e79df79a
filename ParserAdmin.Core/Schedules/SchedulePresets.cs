using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Schedules;

/// <summary>Gives each source the schedules of the tasks that its definition allows, once; what was edited since is left alone.</summary>
public sealed class SchedulePresets(IDbContextFactory<ParserDbContext> contexts, AuditTrail trail, TimeProvider clock)
    : ISourceChangeHandler
{
    /// <summary>The audit action; its entity is the source, because one entry tells of all schedules that the source brought.</summary>
    internal const string Created = "schedule.create";

    public async Task FollowAsync(ParserDbContext context, Source source, SourceDefinition definition, CancellationToken cancellationToken)
    {
        // Before the look: two who store the same source at once must not both find the schedules absent.
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        await AddAsync(context, TaskDefinitions.For(definition), source.Id, cancellationToken);
    }

    /// <summary>For what was there before the schedules were: the program's own tasks, and the sources of an older version.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        await AddAsync(context, TaskDefinitions.All.Where(preset => preset.IsGlobal), null, cancellationToken);
        foreach (var source in await context.Set<Source>().AsNoTracking().OrderBy(source => source.Id).ToListAsync(cancellationToken))
        {
            if (SourceDefinitionReader.Read(source.Definition).Definition is { } definition)
                await AddAsync(context, TaskDefinitions.For(definition), source.Id, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task AddAsync(
        ParserDbContext context,
        IEnumerable<TaskDefinition> presets,
        string? sourceId,
        CancellationToken cancellationToken
    )
    {
        var known = await context
            .Set<Schedule>()
            .Where(schedule => schedule.SourceId == sourceId)
            .Select(schedule => schedule.Id)
            .ToListAsync(cancellationToken);
        var missing = presets
            .Where(preset => !known.Contains(Schedule.IdOf(preset.Name, sourceId)))
            .Select(preset => Schedule.Create(preset, sourceId, Actor.System.Name, clock.UtcMilliseconds()))
            .ToList();
        if (missing.Count == 0)
            return;
        context.AddRange(missing);
        await trail.AppendAsync(
            context,
            new AuditRecord(
                Actor.System,
                Created,
                "schedules",
                sourceId,
                null,
                JsonSerializer.Serialize(missing.Select(schedule => schedule.Id))
            ),
            cancellationToken
        );
    }
}
