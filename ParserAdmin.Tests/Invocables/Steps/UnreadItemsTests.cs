using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

/// <summary>What a listing names is there, whether or not its page could be read.</summary>
public sealed class UnreadItemsTests
{
    [Theory]
    [InlineData("externalId")]
    [InlineData("url")]
    public async Task Run_PageOfAListedItemIsBroken_ItemIsNotGone(string identity)
    {
        await using var rig = await RigAsync(3, identity);
        await rig.RunAsync();
        rig.Site.Broken.Add("/2");

        var (job, _) = await rig.RunAsync();

        Assert.Equal((1, 0), (job.Counts.ItemsFailed, job.Counts.ItemsGone));
        Assert.Equal(3, (await rig.ItemsAsync()).Count);
    }

    /// <summary>A work that one country must not see, or a page that robots.txt names.</summary>
    [Fact]
    public async Task Run_OnePageIsForbidden_TheOthersAreRead()
    {
        await using var rig = await RigAsync(8);
        rig.Site.Forbidden.Add("/2");

        var (job, told) = await rig.RunAsync();

        Assert.Equal((JobStatus.Succeeded, 7, 1), (job.Status, job.Counts.ItemsNew, job.Counts.ItemsFailed));
        Assert.Contains("451", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AllPagesAreForbidden_EndsAsBlockedSoon()
    {
        await using var rig = await RigAsync(300);
        rig.Site.Forbidden.UnionWith(rig.Site.Pages.Keys.Where(page => page != "/list"));

        var (job, _) = await rig.RunAsync();

        Assert.Equal((JobStatus.Failed, ErrorClass.Blocked), (job.Status, job.ErrorClass));
        Assert.InRange(rig.Site.Asked.Count, 5, 100);
    }

    private static async Task<WrittenRig> RigAsync(int items, string identity = "externalId")
    {
        var rig = await WrittenRig.StartAsync(
            $$"""
            identity: {{identity}}
            paths:
              catalog:
                path: list
                rows: { selector: p }
                fields: { externalId: { attribute: id }, title: { selector: a }, url: { selector: a, attribute: href, filters: [url] } }
                detail: { path: item, link: url }
              item:
                rows: { selector: main }
                fields: { country: { selector: b } }
            """
        );
        rig.Site.Pages["/list"] = string.Concat(Enumerable.Range(1, items).Select(id => $"<p id={id}><a href=/{id}>Work {id}</a></p>"));
        foreach (var id in Enumerable.Range(1, items))
            rig.Site.Pages[$"/{id}"] = "<main><b>Peru</b></main>";
        return rig;
    }
}
