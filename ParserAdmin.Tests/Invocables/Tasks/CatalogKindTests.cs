using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

public sealed class CatalogKindTests
{
    private const string Book = "kind: { default: book, selector: $.nothing }";

    [Theory, EachDatabase]
    public async Task CatalogSync_NothingOfAKindIsLeft_MarksItsItemsAsGone(TestDatabase database)
    {
        await using var rig = await WorksRig.StartAsync(database, new Work(1, "One"), new Work(2, "Two"));
        await rig.RunAsync("catalog-sync");
        await rig.DefineAsync(
            WorksSite
                .Yaml(WorksRig.SourceId)
                .Replace("      rating: { selector: $.rating }\n      year", $"      {Book}\n      year", StringComparison.Ordinal)
        );

        var (job, _) = await rig.RunAsync("catalog-sync");

        Assert.Equal((2, 2), (job.Counts.ItemsNew, job.Counts.ItemsGone));
        Assert.Equal(["book", "book"], (await ThereAsync(rig)).Select(item => item.Kind));
    }

    [Fact]
    public async Task CatalogSync_SourceWithEpisodes_LeavesThemAlone()
    {
        const string episodes = """
              episodes:
                path: "parts?of={externalId}"
                response: json
                rows: { selector: "$.parts[*]" }
                fields: { externalId: { selector: $.id }, title: { selector: $.title } }

            """;
        await using var rig = await WorksRig.StartAsync(TestDatabase.Sqlite, new Work(1, "One"));
        await rig.DefineAsync(
            WorksSite.Yaml(WorksRig.SourceId).Replace("default: completed", "default: ongoing", StringComparison.Ordinal) + episodes
        );
        rig.Site.Pages["parts?of=1"] = """{"parts":[{"id":"e1","title":"Part"}]}""";
        await rig.RunAsync("catalog-sync");
        await rig.RunAsync("episode-sync");

        var (job, _) = await rig.RunAsync("catalog-sync");

        Assert.Equal(0, job.Counts.ItemsGone);
        Assert.Equal(["episode", "title"], (await ThereAsync(rig)).Select(item => item.Kind).Order());
    }

    private static async Task<IReadOnlyList<Item>> ThereAsync(WorksRig rig) =>
        await rig.Host.Get<ItemQueries>().ListAsync(new ItemFilter(WorksRig.SourceId, Gone: false), null, 50, CancellationToken.None);
}
