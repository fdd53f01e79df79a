using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Tasks;

public sealed class EpisodeSyncTests
{
    private const string Episodes = """
          episodes:
            path: "parts?of={externalId}"
            response: json
            rows: { selector: "$.parts[*]" }
            fields:
              externalId: { selector: $.id }
              title: { selector: $.title }
              url: { selector: $.url, optional: true, filters: [url] }
            pagination: { page: { parameter: page } }

        """;

    [Theory, EachDatabase]
    public async Task Run_EpisodesOnSeveralPages_FindsThemAll_AndNothingNewTheSecondTime(TestDatabase database)
    {
        await using var rig = await StartAsync(database, Episodes);
        rig.Site.Pages["parts?of=1"] = Parts("e1", "e2");
        rig.Site.Pages["parts?of=1&page=2"] = Parts("e3");
        rig.Site.Pages["parts?of=1&page=3"] = Parts();
        rig.Site.Pages["parts?of=2"] = Parts();

        var (first, _) = await rig.RunAsync("episode-sync");
        rig.Site.Pages["parts?of=1&page=2"] = Parts("e3", "e4");
        var (second, _) = await rig.RunAsync("episode-sync");

        Assert.Equal(
            (JobStatus.Succeeded, 3, 1, 0),
            (first.Status, first.Counts.ItemsNew, second.Counts.ItemsNew, second.Counts.ItemsChanged)
        );
        Assert.DoesNotContain("Page 1", await rig.LogAsync(first.Id), StringComparison.Ordinal);
        var items = await rig.ItemsAsync();
        Assert.Equal((ItemKinds.Episode, "One", "1"), (items["e4"].Kind, items["e4"].Series, items["e4"].Attributes["titleId"]));
    }

    [Fact]
    public async Task Run_PathWithDetail_ReadsTheEpisodesOwnPages()
    {
        await using var rig = await StartAsync(TestDatabase.Sqlite, Episodes + "    detail: { path: item, link: url }\n");
        rig.Site.Pages["parts?of=1"] = """{"parts":[{"id":"e1","title":"Part","url":"/works/2"}]}""";
        rig.Site.Pages["parts?of=1&page=2"] = Parts();
        rig.Site.Pages["parts?of=2"] = Parts();

        await rig.RunAsync("episode-sync");

        Assert.Equal("4", (await rig.ItemsAsync())["e1"].Attributes["rating"]);
    }

    [Fact]
    public async Task Run_OneTitlesPageIsBroken_TheOthersAreLookedThrough()
    {
        await using var rig = await StartAsync(TestDatabase.Sqlite, Episodes);
        rig.Site.Pages["parts?of=1"] = "<html>Sorry, we are busy</html>";
        rig.Site.Pages["parts?of=2"] = Parts("e9");
        rig.Site.Pages["parts?of=2&page=2"] = Parts();

        var (job, _) = await rig.RunAsync("episode-sync");

        Assert.Equal((JobStatus.Succeeded, 1, 1), (job.Status, job.Counts.ItemsFailed, job.Counts.ItemsNew));
        Assert.True((await rig.ItemsAsync()).ContainsKey("e9"));
    }

    [Fact]
    public async Task Run_PathThatAsksForAnotherField_FillsItInFromTheItem()
    {
        await using var rig = await StartAsync(TestDatabase.Sqlite, Episodes.Replace("{externalId}", "{year}", StringComparison.Ordinal));
        rig.Site.Pages["parts?of=2001"] = Parts("e1");
        rig.Site.Pages["parts?of=2001&page=2"] = Parts();

        var (job, _) = await rig.RunAsync("episode-sync");

        Assert.Equal((JobStatus.Succeeded, 1), (job.Status, job.Counts.ItemsNew));
    }

    /// <summary>Two works that are ongoing, in the catalogue.</summary>
    private static async Task<WorksRig> StartAsync(TestDatabase database, string paths)
    {
        var rig = await WorksRig.StartAsync(database, new Work(1, "One"), new Work(2, "Two") { Rating = "4" });
        await rig.DefineAsync(
            WorksSite.Yaml(WorksRig.SourceId).Replace("default: completed", "default: ongoing", StringComparison.Ordinal) + paths
        );
        await rig.RunAsync("catalog-sync");
        return rig;
    }

    private static string Parts(params string[] ids) =>
        $$"""{"parts":[{{string.Join(",", ids.Select(id => $$"""{"id":"{{id}}","title":"Part {{id}}"}"""))}}]}""";
}
