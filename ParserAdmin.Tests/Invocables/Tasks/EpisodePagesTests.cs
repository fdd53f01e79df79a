using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

public sealed class EpisodePagesTests
{
    private const string Definition = """
        identity: externalId
        paths:
          catalog:
            path: list
            rows: { selector: p }
            fields: { externalId: { attribute: id }, title: { selector: b }, status: { text: ongoing }, slug: { attribute: class, optional: true } }
          episodes:
            path: "{slug}?p=1"
            rows: { selector: li }
            fields: { externalId: { attribute: id }, title: { selector: a }, url: { selector: a, attribute: href, filters: [url] } }
        """;

    [Fact]
    public async Task Run_EpisodeHasAPageOfItsOwn_ItIsReadOnce()
    {
        await using var rig = await RigAsync(
            "    detail: { path: item, link: url }\n  item:\n    rows: { selector: main }\n    fields: { length: { selector: i } }"
        );
        rig.Site.Pages["/a?p=1"] = Rows(1);
        rig.Site.Pages["/e1"] = "<main><i>24 min</i></main>";

        await rig.RunAsync("episode-sync");
        var (second, _) = await rig.RunAsync("episode-sync");

        var episode = Assert.Single(await rig.ItemsAsync(), item => item.Kind == ItemKinds.Episode);
        Assert.Equal(("24 min", "Alpha"), (episode.ToDraft().Attributes["length"], episode.Series));
        Assert.Equal((0, 0, 1), (second.Counts.ItemsChanged, second.Counts.ItemsFailed, rig.Site.Asked.Count(page => page == "/e1")));
    }

    [Fact]
    public async Task Run_OneTitleHasNoAddress_TheOthersAreLookedAt()
    {
        await using var rig = await RigAsync("");
        rig.Site.Pages["/list"] = "<p id=7><b>No slug</b></p>" + rig.Site.Pages["/list"];
        rig.Site.Pages["/a?p=1"] = Rows(1);
        await rig.RunAsync();

        var (job, told) = await rig.RunAsync("episode-sync");

        Assert.Equal((JobStatus.Succeeded, 1, 1), (job.Status, job.Counts.ItemsNew, job.Counts.ItemsFailed));
        Assert.Contains("asks for ({slug}?p=1)", Assert.Single(told), StringComparison.Ordinal);
    }

    private static async Task<WrittenRig> RigAsync(string more)
    {
        var rig = await WrittenRig.StartAsync($"{Definition}\n{more}\n");
        rig.Site.Pages["/list"] = "<p id=1 class=a><b>Alpha</b></p>";
        await rig.RunAsync();
        return rig;
    }

    private static string Rows(params int[] numbers) =>
        string.Concat(numbers.Select(number => $"<li id=e{number}><a href=/e{number}>Episode {number}</a></li>"));
}
