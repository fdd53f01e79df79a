using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Backoff;
using ParserAdmin.Core.Sources.Folder;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Core.Sources.Settings;

namespace ParserAdmin.Core.Execution;

/// <summary>Deletes a source with all that belongs to it: the way for portal and API alike. What happened stays on record.</summary>
public sealed class SourceDeletionCommands(Changes changes, ItemCommands items, DefinitionsFolder folder, TimeProvider clock)
{
    private const string Action = "source.delete";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Tells what would be deleted, and changes nothing.</summary>
    public Task<CommandResult<SourceDeletion>> CountAsync(Actor actor, string id, CancellationToken cancellationToken) =>
        changes.RunAsync(
            new Change(actor, Role.Admin, Action, "sources", id),
            async (context, token) =>
                await FindAsync(context, id, token) is { } source
                    ? ChangeOutcome<SourceDeletion>.Same(await CountAsync(context, source, token))
                    : NotFound(id),
            cancellationToken
        );

    /// <summary>
    /// Pauses the source, so that nothing starts meanwhile, deletes its items in batches, then the rest at once. Wherever it is broken off,
    /// the source is still there, paused, and can be deleted again.
    /// </summary>
    /// <param name="expectedItems">The count of items that the person agreed to; another one refuses the whole. Null takes any.</param>
    /// <param name="progress">Is told how many items are deleted so far.</param>
    public async Task<CommandResult<SourceDeletion>> DeleteAsync(
        Actor actor,
        string id,
        long? expectedItems,
        string? reason,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        var begun = await changes.RunAsync(
            new Change(actor, Role.Admin, Action, "sources", id, reason),
            (context, token) => BeginAsync(context, actor, id, expectedItems, token),
            cancellationToken
        );
        if (!begun.Succeeded || begun.Value.Deleted)
            return begun;
        var emptied = await items.DeleteAsync(
            actor,
            new ItemFilter(id),
            begun.Value.Items,
            $"Its source {id} is deleted{(reason is { Length: > 0 } ? $": {reason}" : "")}",
            progress,
            cancellationToken
        );
        return emptied.Succeeded
            ? await changes.RunAsync(
                new Change(actor, Role.Admin, Action, "sources", id, reason),
                (context, token) => EndAsync(context, actor, id, begun.Value, token),
                cancellationToken
            )
            : emptied.As<SourceDeletion>();
    }

    private async Task<ChangeOutcome<SourceDeletion>> BeginAsync(
        ParserDbContext context,
        Actor actor,
        string id,
        long? expectedItems,
        CancellationToken cancellationToken
    )
    {
        // No job is admitted while this is decided.
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        if (await FindAsync(context, id, cancellationToken) is not { } source)
            return NotFound(id);
        if (folder.FileOf(id) is { } file)
        {
            return Refuse(
                CommandStatus.Conflict,
                $"This source is kept in step with the file {file} in the folder of definitions. Remove the file first; then the source "
                    + $"is paused and can be deleted."
            );
        }

        var count = await CountAsync(context, source, cancellationToken);
        if (await Jobs(context, id, JobStatus.Running).AnyAsync(cancellationToken))
        {
            return Refuse(
                CommandStatus.Conflict,
                "A job of this source runs. Cancel it, or wait for its end, then delete the source.",
                count
            );
        }

        if (expectedItems is { } expected && expected != count.Items)
        {
            return Refuse(
                CommandStatus.Conflict,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The source has {count.Items} items now, not {expected}. Look at them again, then delete with that count."
                ),
                count,
                "items"
            );
        }

        if (count.Items == 0)
            return await RemoveAsync(context, actor, source, count, cancellationToken);
        var before = SourceJson.Write(source);
        source.Pause("It is being deleted", actor.Name, clock.UtcMilliseconds());
        return new(CommandResult<SourceDeletion>.Done(count), before, SourceJson.Write(source), id, Events: [new SourceChanged(id)]);
    }

    private async Task<ChangeOutcome<SourceDeletion>> EndAsync(
        ParserDbContext context,
        Actor actor,
        string id,
        SourceDeletion begun,
        CancellationToken cancellationToken
    )
    {
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        if (await FindAsync(context, id, cancellationToken) is not { } source)
            return NotFound(id);
        if (await Jobs(context, id, JobStatus.Running).AnyAsync(cancellationToken))
        {
            return Refuse(
                CommandStatus.Conflict,
                "A job of this source was started meanwhile. Cancel it, then delete the source again.",
                begun
            );
        }

        return await RemoveAsync(context, actor, source, begun, cancellationToken);
    }

    private async Task<ChangeOutcome<SourceDeletion>> RemoveAsync(
        ParserDbContext context,
        Actor actor,
        Source source,
        SourceDeletion count,
        CancellationToken cancellationToken
    )
    {
        var (id, now) = (source.Id, clock.UtcMilliseconds());
        List<IEvent> events = [new SourceChanged(id)];
        foreach (var job in await Jobs(context, id, JobStatus.Pending).ToListAsync(cancellationToken))
        {
            job.Skip($"Its source was deleted by {actor.Name}", now);
            events.Add(new JobChanged(job));
        }

        events.AddRange(
            (
                await context
                    .Set<Schedule>()
                    .Where(schedule => schedule.SourceId == id)
                    .Select(schedule => schedule.Id)
                    .ToListAsync(cancellationToken)
            ).Select(schedule => new ScheduleChanged(schedule))
        );
        await context.Set<CachedPage>().Where(page => page.SourceId == id).ExecuteDeleteAsync(cancellationToken);
        await context.Set<StoredSession>().Where(session => session.SourceId == id).ExecuteDeleteAsync(cancellationToken);
        await context.Set<SourceSetting>().Where(setting => setting.SourceId == id).ExecuteDeleteAsync(cancellationToken);
        await context.Set<PathState>().Where(state => state.SourceId == id).ExecuteDeleteAsync(cancellationToken);
        await context.Set<SourceBackoff>().Where(backoff => backoff.SourceId == id).ExecuteDeleteAsync(cancellationToken);
        var before = SourceJson.Write(source);

        // Its schedules go with it, by the database.
        context.Remove(source);
        var done = count with { Deleted = true };
        return new(CommandResult<SourceDeletion>.Done(done), before, JsonSerializer.Serialize(done, Json), id, Events: events);
    }

    private static async Task<SourceDeletion> CountAsync(ParserDbContext context, Source source, CancellationToken cancellationToken)
    {
        var id = source.Id;
        return new SourceDeletion(
            id,
            source.Name,
            false,
            await context.Set<Item>().CountAsync(item => item.SourceId == id, cancellationToken),
            await context.Set<Schedule>().CountAsync(schedule => schedule.SourceId == id, cancellationToken),
            await Jobs(context, id, JobStatus.Pending).CountAsync(cancellationToken),
            await context.Set<SourceSetting>().CountAsync(setting => setting.SourceId == id, cancellationToken),
            await context.Set<CachedPage>().CountAsync(page => page.SourceId == id, cancellationToken)
        );
    }

    private static IQueryable<ParserJob> Jobs(ParserDbContext context, string id, JobStatus status) =>
        context.Set<ParserJob>().Where(job => job.SourceId == id && job.Status == status);

    private static Task<Source?> FindAsync(ParserDbContext context, string id, CancellationToken cancellationToken) =>
        context.Set<Source>().SingleOrDefaultAsync(source => source.Id == id, cancellationToken);

    private static ChangeOutcome<SourceDeletion> NotFound(string id) => Refuse(CommandStatus.NotFound, $"There is no source '{id}'.");

    private static ChangeOutcome<SourceDeletion> Refuse(
        CommandStatus status,
        string message,
        SourceDeletion? count = null,
        string? field = null
    ) => ChangeOutcome<SourceDeletion>.Refused(status, message, count, field);
}
