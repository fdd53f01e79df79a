using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Items;

/// <summary>Saves items on a host with one source, and lists them.</summary>
internal static class ItemSaves
{
    public static async Task<CoreHost> HostAsync(TestDatabase database)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        return host;
    }

    public static ItemDraft Draft(int number) =>
        new()
        {
            ExternalId = $"{number}",
            Kind = "title",
            Title = $"Title {number}",
            Price = 10,
            Currency = "EUR",
            Status = "ongoing",
        };

    public static Task<SavedBatch> SaveAsync(CoreHost host, GatedRun run, params ItemDraft[] drafts) =>
        host.Get<ItemStore>()
            .SaveAsync(run, [.. drafts.Select(draft => new IdentifiedItem(draft.ExternalId!, draft))], CancellationToken.None);

    public static Task<IReadOnlyList<Item>> ListAsync(CoreHost host, ItemFilter? filter = null) =>
        host.Get<ItemQueries>().ListAsync(filter ?? new ItemFilter(), null, 1_000, CancellationToken.None);
}
