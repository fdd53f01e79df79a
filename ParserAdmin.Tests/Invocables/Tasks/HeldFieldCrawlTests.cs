using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

public sealed class HeldFieldCrawlTests
{
    private const string Status = "      status: { default: completed, selector: $.nothing }\n";

    [Fact]
    public async Task IncrementalRun_ItemThatAPersonEdited_DoesNotAskForItsPageEachTime()
    {
        await using var rig = await WorksRig.StartAsync(TestDatabase.Sqlite, new Work(1, "One"), new Work(2, "Two"));
        await rig.DefineAsync(
            WorksSite.Yaml(WorksRig.SourceId).Replace(Status, Status + "    detail: { path: item, link: url }\n", StringComparison.Ordinal)
        );
        var (_, whole) = await rig.RunAsync("catalog-sync");
        var id = (await rig.ItemsAsync())["1"].Id;
        await rig
            .Host.Get<ItemEditCommands>()
            .EditAsync(
                Actors.Operator,
                id,
                new ItemEdit(new Dictionary<string, IReadOnlyList<string>> { ["title"] = ["Mine"] }, []),
                CancellationToken.None
            );

        var (_, held) = await rig.RunAsync("catalog-sync", new JobParameters(Mode: "incremental"));
        rig.Site.Works[0] = rig.Site.Works[0] with { Year = 2002 };
        var (_, changed) = await rig.RunAsync("catalog-sync", new JobParameters(Mode: "incremental"));

        Assert.Equal(["list", "works/1", "works/2"], whole.Order());
        Assert.Equal(["list"], held);
        Assert.Equal(["list", "works/1"], changed);
        Assert.Equal("Mine", (await rig.ItemsAsync())["1"].Title);
    }

    [Fact]
    public async Task IncrementalRun_FieldOfAnOwnPageGivenBack_IsTheSitesAgain()
    {
        await using var rig = await WorksRig.StartAsync(TestDatabase.Sqlite, new Work(1, "One"));
        await rig.DefineAsync(
            WorksSite
                .Yaml(WorksRig.SourceId)
                .Replace(Status, Status + "    detail: { path: item, link: url }\n", StringComparison.Ordinal)
                .Replace("      rating: { selector: $.rating }\n      year", "      year", StringComparison.Ordinal)
        );
        await rig.RunAsync("catalog-sync");
        var (id, edits) = ((await rig.ItemsAsync())["1"].Id, rig.Host.Get<ItemEditCommands>());
        await edits.EditAsync(
            Actors.Operator,
            id,
            new ItemEdit(new Dictionary<string, IReadOnlyList<string>> { ["attributes.rating"] = ["10"] }, []),
            CancellationToken.None
        );
        var given = await edits.EditAsync(
            Actors.Operator,
            id,
            new ItemEdit(new Dictionary<string, IReadOnlyList<string>>(), ["attributes.rating"]),
            CancellationToken.None
        );
        Assert.True(given.Succeeded, given.Message);

        var (job, asked) = await rig.RunAsync("catalog-sync", new JobParameters(Mode: "incremental"));

        Assert.Equal((JobStatus.Succeeded, "list works/1"), (job.Status, string.Join(' ', asked)));
        Assert.Equal("5", (await rig.ItemsAsync())["1"].Attributes["rating"]);
    }
}
