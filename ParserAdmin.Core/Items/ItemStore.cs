using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Live;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Items;

/// <summary>
/// The only writer of items. Each batch is one transaction that holds the settings row, asks the gate, and then writes: a stop either comes
/// before the batch, which is then refused, or waits for it.
/// </summary>
public sealed class ItemStore(IDbContextFactory<ParserDbContext> contexts, LiveBus bus, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <exception cref="GateRefusedException">The run may not write any more; nothing of the batch was kept.</exception>
    public async Task<SavedBatch> SaveAsync(GatedRun run, IReadOnlyList<IdentifiedItem> batch, CancellationToken cancellationToken)
    {
        // The same item twice in a batch: the later one is what the site shows now.
        var wanted = batch.GroupBy(item => (item.Draft.Kind, item.ExternalId)).Select(group => group.Last()).ToList();
        var saved = await WriteAsync(run, (context, now, token) => UpsertAsync(context, run, wanted, now, token), cancellationToken);
        bus.Publish(new ItemsSaved(run.SourceId, run.JobId, saved));
        return saved;
    }

    /// <summary>Marks items as seen whose page could not be read this time, so that they do not count as gone.</summary>
    public Task SeeAsync(GatedRun run, string kind, IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        WriteAsync(
            run,
            async (context, now, token) =>
            {
                var items = await context.Set<Item>().Where(item => item.SourceId == run.SourceId && item.Kind == kind && externalIds.Contains(item.ExternalId)).ToListAsync(token);
                items.ForEach(item => item.See(now));
                return items.Count;
            },
            cancellationToken);

    /// <summary>Marks what a whole, undisturbed crawl did not see any more. Returns how many.</summary>
    public Task<int> LeaveAsync(GatedRun run, string kind, DateTime notSeenSince, CancellationToken cancellationToken) =>
        WriteAsync(
            run,
            async (context, now, token) =>
            {
                var gone = await context.Set<Item>()
                    .Where(item => item.SourceId == run.SourceId && item.Kind == kind && item.LastSeenAt < notSeenSince && item.GoneAt == null)
                    .ToListAsync(token);
                gone.ForEach(item => item.Leave(now));
                return gone.Count;
            },
            cancellationToken);

    private async Task<T> WriteAsync<T>(GatedRun run, Func<ParserDbContext, DateTime, CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.HoldSettingsAsync(context, cancellationToken);
        await run.DemandAsync(GateAction.Write, cancellationToken);
        GatedWrites.Permit(context, run);
        var result = await write(context, clock.UtcMilliseconds(), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static async Task<SavedBatch> UpsertAsync(
        ParserDbContext context, GatedRun run, List<IdentifiedItem> wanted, DateTime now, CancellationToken cancellationToken)
    {
        var ids = wanted.Select(item => item.ExternalId).ToList();
        var known = await context.Set<Item>().Where(item => item.SourceId == run.SourceId && ids.Contains(item.ExternalId))
            .ToDictionaryAsync(item => (item.Kind, item.ExternalId), cancellationToken);
        int added = 0, changed = 0;
        foreach (var item in wanted)
        {
            if (!known.TryGetValue((item.Draft.Kind, item.ExternalId), out var stored))
            {
                context.Add(Item.Create(run.SourceId, item.ExternalId, item.Draft, now));
                added++;
            }
            else if (item.Draft.Settled(stored.PublishedAt) is var draft && stored.ContentHash == draft.ContentHash())
            {
                stored.See(now);
            }
            else
            {
                context.Add(Revision(run, stored, draft, now));
                stored.Take(draft, now);
                changed++;
            }
        }

        return new SavedBatch(added, changed, wanted.Count - added - changed);
    }

    private static ItemRevision Revision(GatedRun run, Item stored, ItemDraft draft, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ItemId = stored.Id,
        JobId = run.JobId,
        CreatedAt = now,
        Changes = JsonSerializer.Serialize(ItemDiff.Between(stored.ToDraft(), draft), Options),
    };
}
