using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items;

/// <summary>
/// Writes one batch into the items, inside the store's transaction and behind its gate. Most of what a crawl brings is unchanged; of that only
/// the hash is read, and all of it is marked as seen with one statement.
/// </summary>
internal sealed class ItemUpsert(ParserDbContext context, string sourceId, Guid jobId, DateTime now)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public async Task<SavedBatch> SaveAsync(IReadOnlyList<IdentifiedItem> batch, CancellationToken cancellationToken)
    {
        // The same item twice in a batch: the later one is what the site shows now.
        var wanted = batch.GroupBy(item => (item.Draft.Kind, item.ExternalId)).ToDictionary(group => group.Key, group => group.Last().Draft);
        var known = await KnownAsync(wanted.Keys, cancellationToken);
        var fresh = wanted.Where(item => !known.ContainsKey(item.Key)).Select(item => Item.Create(sourceId, item.Key.ExternalId, item.Value, now)).ToList();
        if (fresh.Count > 0 && await new BulkInsert<Item>(context).AddMissingAsync(fresh, cancellationToken) < fresh.Count)
        {
            // Another writer was quicker with some of them, so those are known now.
            var own = fresh.Select(item => item.Id).ToHashSet();
            foreach (var (key, theirs) in await KnownAsync(fresh.ConvertAll(item => (item.Kind, item.ExternalId)), cancellationToken))
            {
                if (!own.Contains(theirs.Id))
                    known[key] = theirs;
            }
        }

        var changed = new Dictionary<Guid, ItemDraft>();
        foreach (var (key, stored) in known)
        {
            // "3 hours ago" is another moment at every look; what fits the stored one is the stored one.
            var draft = wanted[key].Settled(stored.PublishedAt);
            if (draft.ContentHash() != stored.Hash)
                changed.Add(stored.Id, draft);
        }

        await ChangeAsync(changed, cancellationToken);
        await SeeAsync([.. known.Values.Select(item => item.Id).Where(id => !changed.ContainsKey(id))], cancellationToken);
        return new SavedBatch(wanted.Count - known.Count, changed.Count, known.Count - changed.Count) { Back = known.Values.Count(item => item.IsGone) };
    }

    private async Task<Dictionary<(string Kind, string ExternalId), (Guid Id, string Hash, DateTime? PublishedAt, bool IsGone)>> KnownAsync(
        IReadOnlyCollection<(string Kind, string ExternalId)> keys, CancellationToken cancellationToken)
    {
        var ids = keys.Select(key => key.ExternalId).Distinct().ToList();
        var kinds = keys.Select(key => key.Kind).Distinct().ToList();
        var found = await context.Set<Item>().Where(item => item.SourceId == sourceId && kinds.Contains(item.Kind) && ids.Contains(item.ExternalId))
            .Select(item => new { item.Id, item.Kind, item.ExternalId, item.ContentHash, item.PublishedAt, IsGone = item.GoneAt != null }).ToListAsync(cancellationToken);
        var wanted = keys.ToHashSet();
        return found.Where(item => wanted.Contains((item.Kind, item.ExternalId)))
            .ToDictionary(item => (item.Kind, item.ExternalId), item => (item.Id, item.ContentHash, item.PublishedAt, item.IsGone));
    }

    private async Task ChangeAsync(Dictionary<Guid, ItemDraft> drafts, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0)
            return;
        var ids = drafts.Keys.ToList();
        foreach (var item in await context.Set<Item>().Where(item => ids.Contains(item.Id)).ToListAsync(cancellationToken))
        {
            context.Add(new ItemRevision
            {
                Id = Guid.CreateVersion7(now),
                ItemId = item.Id,
                JobId = jobId,
                CreatedAt = now,
                Changes = JsonSerializer.Serialize(ItemDiff.Between(item.ToDraft(), drafts[item.Id]), Options),
            });
            item.Take(drafts[item.Id], now);
        }
    }

    private async Task SeeAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
            await context.Set<Item>().Where(item => ids.Contains(item.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(item => item.LastSeenAt, now).SetProperty(item => item.GoneAt, (DateTime?)null), cancellationToken);
    }
}
