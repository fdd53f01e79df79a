using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Components;

/// <summary>Puts items into a host's database through the store itself, with a run that may do so.</summary>
internal static class StoredItems
{
    public static Task<SavedBatch> SaveItemsAsync(this CoreHost host, params ItemDraft[] drafts) => host.SaveItemsAsync("shop", drafts);

    public static async Task<SavedBatch> SaveItemsAsync(this CoreHost host, string sourceId, params ItemDraft[] drafts)
    {
        await using var run = await host.OpenRunAsync(sourceId);
        return await host.Get<ItemStore>()
            .SaveAsync(run, [.. drafts.Select(draft => new IdentifiedItem(draft.ExternalId!, draft))], CancellationToken.None);
    }

    public static Task<OpenRun> OpenRunAsync(this CoreHost host, string sourceId) =>
        OpenRun.BeginAsync(host.Get<IDbContextFactory<ParserDbContext>>(), sourceId);

    public static ItemDraft Draft(string id, string title) =>
        new()
        {
            ExternalId = id,
            Kind = ItemKinds.Title,
            Title = title,
            Url = $"https://shop.example/{id}",
            Price = 12.5m,
            Currency = "EUR",
            Status = ItemStatus.Ongoing,
        };
}
