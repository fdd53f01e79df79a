using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Commands;

/// <summary><c>source test</c>: one page by a definition, with hints at what it lacks.</summary>
public sealed class SourceTestCommandTests : IDisposable
{
    private readonly CommandRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task SourceTest_ASavedPage_PrintsItsRowsAsJsonLines()
    {
        var file = _rig.File("shop.yaml", TestSources.Yaml("shop"));
        var page = _rig.File("page.html", "<article data-id='1'><h2>Solaris</h2></article><article data-id='2'><h2>Eden</h2></article>");

        Assert.Equal(0, await _rig.RunAsync("source", "test", file, "--answer", page));
        Assert.Equal("""{"externalId":"1","title":"Solaris"}""" + "\n" + """{"externalId":"2","title":"Eden"}""" + "\n", _rig.Output);
        Assert.Contains("2 rows by the path catalog", _rig.Error, StringComparison.Ordinal);

        Assert.Equal(1, await _rig.RunAsync("source", "test", file, "--answer", _rig.File("empty.html", "<p>nothing</p>")));
        Assert.Equal(1, await _rig.RunAsync("source", "test", file, "--url", "http://127.0.0.1:9/list"));
        Assert.Contains("Blocked", _rig.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _rig.RunAsync("stop"));
        Assert.Equal(3, await _rig.RunAsync("source", "test", file));
        Assert.Contains("Nothing is fetched: Emergency stop", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourceTest_APathThatOtherPagesLinkTo_SaysHowToNameThePageAndWhereAddressesAre()
    {
        var file = _rig.File("shop.yaml", LinkedSource.Yaml);

        Assert.Equal(1, await _rig.RunAsync("source", "test", file, "--path", "item"));

        Assert.Contains("The path 'item' has no address of its own", _rig.Error, StringComparison.Ordinal);
        Assert.Contains(
            $"Name the page with --url ADDRESS, or a saved one with --answer FILE. Such addresses stand in the field 'url' of: "
                + $"parseradmin source test {file} --path updates",
            _rig.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SourceTest_APageThatLeadsNowhere_HintsAtItAndStillSucceeds()
    {
        var file = _rig.File("shop.yaml", LinkedSource.Yaml);
        var page = _rig.File("page.html", "<li><a href=/b/1>Solaris ★</a><b>9.90</b></li><a rel=next href='/list?p=2'>more</a>");

        Assert.Equal(0, await _rig.RunAsync("source", "test", file, "--answer", page));

        Assert.Equal("""{"title":"Solaris ★","url":"https://shop.example/b/1","price":"9.9"}""" + "\n", _rig.Output);
        Assert.Contains(
            "Hint: pagination.next: the selector '.next' found nothing on this page. If there are further pages (the last one has "
                + "none), look at 'a[rel~=next]', which is here and leads to /list?p=2.",
            _rig.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Hint: price: no price has a currency, such as 9.9.", _rig.Error, StringComparison.Ordinal);

        var untitled = _rig.File("untitled.html", "<li><a href=/b/1></a></li><li><a href=/b/2></a></li>");
        Assert.Equal(1, await _rig.RunAsync("source", "test", file, "--answer", untitled));
        Assert.Contains("Rows 1, 2: the field 'title' is empty", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourceTest_ListingsWithoutRows_SaysWhereToGoOnAndThatRowsFoundNothing()
    {
        var file = _rig.File(
            "shop.yaml",
            LinkedSource.Yaml.Replace("next: { selector: .next }", "listings: { selector: nav a }", StringComparison.Ordinal)
        );

        Assert.Equal(
            0,
            await _rig.RunAsync("source", "test", file, "--answer", _rig.File("page.html", "<nav><a href=/x>X</a><a href=/y>Y</a></nav>"))
        );

        Assert.Contains(
            "No rows by the path updates from https://shop.example/, but 2 listings to go on to: try one with --url "
                + "https://shop.example/x\n",
            _rig.Error,
            StringComparison.Ordinal
        );
        Assert.StartsWith("Hint: rows: nothing on this page matches 'li'.", _rig.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourceTest_APathOfOnePage_DoesNotSpeakOfANextOne()
    {
        Assert.Equal(
            0,
            await _rig.RunAsync(
                "source",
                "test",
                _rig.File("shop.yaml", TestSources.Yaml("shop")),
                "--answer",
                _rig.File("page.html", "<article data-id='1'><h2>A</h2></article>")
            )
        );
        Assert.DoesNotContain("next page", _rig.Error, StringComparison.Ordinal);
    }
}
