using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Items;

/// <summary>
/// The only writer of items. Each batch is one gated transaction (<see cref="GatedTransactions"/>), together with how far it brings the run
/// (<see cref="BatchProgress"/>): a kill leaves both or neither.
/// </summary>
public sealed class ItemStore(IDbContextFactory<ParserDbContext> contexts, GatedTransactions transactions, EventBus bus)
{
    /// <exception cref="GateRefusedException">The run may not write any more; nothing of the batch was kept.</exception>
    public Task<SavedBatch> SaveAsync(GatedRun run, IReadOnlyList<IdentifiedItem> batch, CancellationToken cancellationToken) =>
        SaveAsync(run, batch, BatchProgress.None, cancellationToken);

    /// <param name="batch">May be empty: a page of failures moves the run on, too.</param>
    /// <exception cref="GateRefusedException">The run may not write any more; nothing of the batch was kept.</exception>
    public Task<SavedBatch> SaveAsync(
        GatedRun run,
        IReadOnlyList<IdentifiedItem> batch,
        BatchProgress progress,
        CancellationToken cancellationToken
    ) => BatchAsync(run, batch.Count, (upsert, token) => upsert.SaveAsync(batch, token), progress, cancellationToken);

    /// <summary>
    /// Adds what the catalogue lacks, and nothing else: an item that is held, also one that is gone, is not touched in any way. A part that
    /// was only known as missing becomes a held one where <paramref name="origin"/> is a top list, and is seen again where it is not.
    /// </summary>
    /// <param name="origin">See <see cref="ItemOrigin"/>.</param>
    /// <exception cref="GateRefusedException">The run may not write any more; nothing of the batch was kept.</exception>
    public Task<SavedBatch> AddAsync(
        GatedRun run,
        IReadOnlyList<IdentifiedItem> batch,
        string origin,
        BatchProgress progress,
        CancellationToken cancellationToken
    ) => BatchAsync(run, batch.Count, (upsert, token) => upsert.AddAsync(batch, origin, token), progress, cancellationToken);

    /// <summary>Writes what a metadata source says into items. A field that a person holds is left alone.</summary>
    /// <returns>How many items changed.</returns>
    /// <exception cref="GateRefusedException">The run may not write any more; nothing of the batch was kept.</exception>
    public async Task<int> CorrectAsync(
        GatedRun run,
        IReadOnlyList<ItemCorrection> batch,
        BatchProgress progress,
        CancellationToken cancellationToken
    ) =>
        (
            await BatchAsync(
                run,
                batch.Count,
                async (upsert, token) =>
                {
                    var changed = await upsert.CorrectAsync(batch, token);
                    return new SavedBatch(0, changed, batch.Count - changed);
                },
                progress,
                cancellationToken
            )
        ).Changed;

    /// <summary>Marks missing parts as gone that their task did not meet any more. Returns how many.</summary>
    public Task<int> LeaveMissingAsync(GatedRun run, string origin, DateTime notSeenSince, CancellationToken cancellationToken) =>
        WriteAsync(
            run,
            async (context, now, token) =>
            {
                var gone = await context
                    .Set<Item>()
                    .Where(item =>
                        item.SourceId == run.SourceId && item.Origin == origin && item.LastSeenAt < notSeenSince && item.GoneAt == null
                    )
                    .ToListAsync(token);
                gone.ForEach(item => item.Leave(now));
                return gone.Count;
            },
            cancellationToken
        );

    /// <summary>Marks items as seen whose page could not be read this time, so that they do not count as gone.</summary>
    public Task SeeAsync(GatedRun run, string kind, IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        WriteAsync(
            run,
            async (context, now, token) =>
            {
                var items = await context
                    .Set<Item>()
                    .Where(item => item.SourceId == run.SourceId && item.Kind == kind && externalIds.Contains(item.ExternalId))
                    .ToListAsync(token);
                items.ForEach(item => item.See(now));
                return items.Count;
            },
            cancellationToken
        );

    /// <summary>
    /// Marks what a whole, undisturbed crawl did not see any more; what came here another way is no listing's to miss. Returns how many.
    /// </summary>
    public Task<int> LeaveAsync(GatedRun run, string kind, DateTime notSeenSince, CancellationToken cancellationToken) =>
        WriteAsync(
            run,
            async (context, now, token) =>
            {
                var gone = await context
                    .Set<Item>()
                    .Where(item =>
                        item.SourceId == run.SourceId
                        && item.Kind == kind
                        && item.Origin == null
                        && item.LastSeenAt < notSeenSince
                        && item.GoneAt == null
                    )
                    .ToListAsync(token);
                gone.ForEach(item => item.Leave(now));
                return gone.Count;
            },
            cancellationToken
        );

    /// <summary>
    /// Lets go of the raw fields of up to <paramref name="most"/> items, of all sources, that have been gone since before
    /// <paramref name="goneBefore"/>. What they were called, cost and when they were seen stays, and so do their revisions.
    /// </summary>
    /// <param name="after">The last item of the batch before; the search goes through the table once.</param>
    /// <returns>The last item of this batch; null when none is left.</returns>
    public async Task<(int Items, Guid? Last)> ForgetAsync(
        GatedRun run,
        DateTime goneBefore,
        Guid after,
        int most,
        CancellationToken cancellationToken
    )
    {
        var ids = await GoneAsync(goneBefore, after, most, cancellationToken);
        if (ids.Count == 0)
            return (0, null);
        var forgotten = await WriteAsync(
            run,
            async (context, _, token) =>
            {
                var items = await context.Set<Item>().Where(item => ids.Contains(item.Id) && item.GoneAt < goneBefore).ToListAsync(token);
                items.ForEach(item => item.Forget());
                return items.Count;
            },
            cancellationToken
        );
        return (forgotten, ids[^1]);
    }

    private async Task<List<Guid>> GoneAsync(DateTime goneBefore, Guid after, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<Item>()
            .Where(item => item.GoneAt < goneBefore && item.ContentHash != "" && item.Id.CompareTo(after) > 0)
            .OrderBy(item => item.Id)
            .Select(item => item.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
    }

    private async Task<SavedBatch> BatchAsync(
        GatedRun run,
        int items,
        Func<ItemUpsert, CancellationToken, Task<SavedBatch>> write,
        BatchProgress progress,
        CancellationToken cancellationToken
    )
    {
        var saved = await WriteAsync(
            run,
            async (context, now, token) =>
            {
                var written =
                    items == 0 ? new SavedBatch(0, 0, 0) : await write(new ItemUpsert(context, run.SourceId, run.JobId, now), token);
                if (progress.Move is { } move)
                    await move(context, now, token);
                return written;
            },
            cancellationToken,
            progress.Checkpoint is { } checkpoint ? job => job.Keep(checkpoint) : null
        );
        if (items > 0)
            bus.Publish(new ItemsSaved(run.SourceId, run.JobId, saved));
        return saved;
    }

    private Task<T> WriteAsync<T>(
        GatedRun run,
        Func<ParserDbContext, DateTime, CancellationToken, Task<T>> write,
        CancellationToken cancellationToken,
        Action<ParserJob>? keep = null
    ) =>
        transactions.RunAsync(
            run,
            (context, now, token) =>
            {
                GatedWrites.Permit(context, run);
                return write(context, now, token);
            },
            keep,
            cancellationToken
        );
}
