using Xunit;

namespace ParserAdmin.Tests.Invocables;

/// <summary>What a listing names is there, whether or not its page could be read.</summary>
public sealed class UnreadItemsTests
{
    [Theory]
    [InlineData("externalId")]
    [InlineData("url")]
    public async Task Run_PageOfAListedItemIsBroken_ItemIsNotGone(string identity)
    {
        await using var rig = await WrittenRig.StartAsync(
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
            """);
        rig.Site.Pages["/list"] = "<p id=1><a href=/one>One</a></p><p id=2><a href=/two>Two</a></p><p id=3><a href=/three>Three</a></p>";
        foreach (var page in new[] { "/one", "/two", "/three" })
            rig.Site.Pages[page] = "<main><b>Peru</b></main>";
        await rig.RunAsync();
        rig.Site.Broken.Add("/two");

        var (job, _) = await rig.RunAsync();

        Assert.Equal((1, 0), (job.Counts.ItemsFailed, job.Counts.ItemsGone));
        Assert.Equal(3, (await rig.ItemsAsync()).Count);
    }
}
