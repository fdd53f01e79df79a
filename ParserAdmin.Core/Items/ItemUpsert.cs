using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items;

/// <summary>
/// Writes one batch into the items, inside the store's transaction and behind its gate. Most of what a crawl brings is unchanged; of that
/// only the hash is read, and all of it is marked as seen with one statement.
/// </summary>
internal sealed class ItemUpsert(ParserDbContext context, string sourceId, Guid jobId, DateTime now)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public async Task<SavedBatch> SaveAsync(IReadOnlyList<IdentifiedItem> batch, CancellationToken cancellationToken)
    {
        // The same item twice in a batch: the later one is what the site shows now.
        var wanted = batch
            .GroupBy(item => (item.Draft.Kind, item.ExternalId))
            .ToDictionary(group => group.Key, group => group.Last().Draft);
        var known = await KnownAsync(wanted.Keys, cancellationToken);
        var fresh = wanted
            .Where(item => !known.ContainsKey(item.Key))
            .Select(item => Item.Create(sourceId, item.Key.ExternalId, item.Value, now))
            .ToList();
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

        var really = await ChangeAsync(changed, null, cancellationToken);
        await SeeAsync([.. known.Values.Select(item => item.Id).Where(id => !changed.ContainsKey(id))], null, cancellationToken);
        return new SavedBatch(wanted.Count - known.Count, really, known.Count - really) { Back = known.Values.Count(item => item.IsGone) };
    }

    /// <summary>Adds what is not there. What is held is not even seen; what was missing is.</summary>
    public async Task<SavedBatch> AddAsync(IReadOnlyList<IdentifiedItem> batch, string origin, CancellationToken cancellationToken)
    {
        var wanted = batch
            .GroupBy(item => (item.Draft.Kind, item.ExternalId))
            .ToDictionary(group => group.Key, group => group.Last().Draft);
        var known = await KnownAsync(wanted.Keys, cancellationToken);
        var fresh = wanted
            .Where(item => !known.ContainsKey(item.Key))
            .Select(item => Item.Create(sourceId, item.Key.ExternalId, item.Value, now, origin))
            .ToList();
        var added = fresh.Count == 0 ? 0 : await new BulkInsert<Item>(context).AddMissingAsync(fresh, cancellationToken);
        var missing = known
            .Where(item => ItemOrigin.IsMissing(item.Value.Origin))
            .ToDictionary(item => item.Value.Id, item => wanted[item.Key]);
        var found = 0;
        if (ItemOrigin.IsMissing(origin))
            await SeeAsync([.. missing.Keys], origin, cancellationToken);
        else
            found = await ChangeAsync(missing, origin, cancellationToken);
        return new SavedBatch(added, found, wanted.Count - added - found);
    }

    /// <summary>Writes a metadata source's fields where no person holds them.</summary>
    /// <returns>How many items changed.</returns>
    public async Task<int> CorrectAsync(IReadOnlyList<ItemCorrection> batch, CancellationToken cancellationToken)
    {
        var corrections = batch.ToDictionary(correction => correction.ItemId);
        var changed = 0;
        foreach (var item in await LockedAsync([.. corrections.Keys], cancellationToken))
        {
            var correction = corrections[item.Id];
            var fields = correction
                .Fields.Where(field => !item.HeldFields.Contains(field) && ItemFields.HasValue(field, correction.Values))
                .ToList();
            var before = item.ToDraft();
            var after = fields.Aggregate(before, (draft, field) => ItemFields.Copy(field, correction.Values, draft));
            if (Revise(item.Id, before, after))
                changed++;
            item.Own(after, fields, FieldOwner.Metadata, now);
        }

        return changed;
    }

    private async Task<
        Dictionary<(string Kind, string ExternalId), (Guid Id, string Hash, DateTime? PublishedAt, bool IsGone, string? Origin)>
    > KnownAsync(IReadOnlyCollection<(string Kind, string ExternalId)> keys, CancellationToken cancellationToken)
    {
        var ids = keys.Select(key => key.ExternalId).Distinct().ToList();
        var kinds = keys.Select(key => key.Kind).Distinct().ToList();
        var found = await context
            .Set<Item>()
            .Where(item => item.SourceId == sourceId && kinds.Contains(item.Kind) && ids.Contains(item.ExternalId))
            .Select(item => new
            {
                item.Id,
                item.Kind,
                item.ExternalId,
                item.ContentHash,
                item.PublishedAt,
                IsGone = item.GoneAt != null,
                item.Origin,
            })
            .ToListAsync(cancellationToken);
        var wanted = keys.ToHashSet();
        return found
            .Where(item => wanted.Contains((item.Kind, item.ExternalId)))
            .ToDictionary(
                item => (item.Kind, item.ExternalId),
                item => (item.Id, item.ContentHash, item.PublishedAt, item.IsGone, item.Origin)
            );
    }

    /// <returns>How many changed: what a person or the metadata source holds may be all that differs.</returns>
    private async Task<int> ChangeAsync(Dictionary<Guid, ItemDraft> drafts, string? origin, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0)
            return 0;
        var changed = 0;
        await SeeAsync([.. drafts.Keys], origin, cancellationToken);
        foreach (var item in await LockedAsync([.. drafts.Keys], cancellationToken))
        {
            if (Revise(item.Id, item.ToDraft(), item.Keeping(drafts[item.Id])))
            {
                changed++;
                item.Take(drafts[item.Id], now);
            }
            else
            {
                item.Settle(drafts[item.Id]);
            }
        }

        return changed;
    }

    /// <summary>
    /// The rows, held against others until the end of the transaction: a person's edit comes before they are read, and is then kept, or
    /// waits. The update changes nothing; it is the one way to lock rows that all databases have.
    /// </summary>
    private async Task<List<Item>> LockedAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        await context
            .Set<Item>()
            .Where(item => ids.Contains(item.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.LastSeenAt, item => item.LastSeenAt), cancellationToken);
        return await context.Set<Item>().Where(item => ids.Contains(item.Id)).ToListAsync(cancellationToken);
    }

    private bool Revise(Guid itemId, ItemDraft before, ItemDraft after)
    {
        var changes = ItemDiff.Between(before, after);
        if (changes.Count == 0)
            return false;
        context.Add(
            new ItemRevision
            {
                Id = Guid.CreateVersion7(now),
                ItemId = itemId,
                JobId = jobId,
                CreatedAt = now,
                Changes = JsonSerializer.Serialize(changes, Options),
            }
        );
        return true;
    }

    private async Task SeeAsync(List<Guid> ids, string? origin, CancellationToken cancellationToken)
    {
        if (ids.Count > 0)
        {
            await context
                .Set<Item>()
                .Where(item => ids.Contains(item.Id))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(item => item.LastSeenAt, now)
                            .SetProperty(item => item.GoneAt, (DateTime?)null)
                            .SetProperty(item => item.Origin, origin),
                    cancellationToken
                );
        }
    }
}
