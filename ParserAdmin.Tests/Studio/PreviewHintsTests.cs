using ParserAdmin.Core.Studio;
using ParserAdmin.Core.Studio.Samples;
using ParserAdmin.Tests.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Studio;

/// <summary>What a newcomer is told about a definition that is valid and does not do what they mean.</summary>
public sealed class PreviewHintsTests
{
    private const string Three = "<li><a href=/a>A</a><i>x</i></li><li><a href=/b>B</a><i>x</i></li><li><a href=/c>C</a><i>z</i></li>";

    [Fact]
    public void Run_RowsThatShareTheirId_SaysHowManyAndWhich()
    {
        var preview = Run(Fields("title: { selector: a }", "externalId: { selector: i }", "externalId"), Three);

        Assert.True(preview.IsGood, preview.Rows[0].Problem);
        Assert.Equal(
            "externalId: the same in 2 of 3 rows ('x'); each item needs its own, so only one is kept; select what differs.",
            Assert.Single(preview.Hints)
        );
    }

    [Fact]
    public void Run_RowsThatShareTheirAddress_SaysSoOfTheAddress() =>
        Assert.Equal(
            "url: the same in 3 of 3 rows ('https://example.org/s'); each item needs its own, so only one is kept; select what differs.",
            Assert.Single(Run(Fields("title: { selector: a }", "url: { text: 'https://example.org/s' }", "url"), Three).Hints)
        );

    [Fact]
    public void Run_TheSameItemTwice_IsNoHint() =>
        Assert.Empty(
            Run(
                Fields("title: { selector: a }", "externalId: { selector: i }", "externalId"),
                "<li><a>A</a><i>1</i></li><li><a>A</a><i>1</i></li><li><a>B</a><i>2</i></li>"
            ).Hints
        );

    [Theory]
    [InlineData(
        "case: { .sold: sold, '*': for sale }",
        "status: case '.sold' matched in none of the 3 rows, so each has 'for sale'; check the selector against the page."
    )]
    [InlineData(
        "optional: true, case: { .sold: sold, .gone: gone }",
        "status: case '.sold', '.gone' matched in none of the 3 rows; check the selector against the page."
    )]
    [InlineData("case: { i: sold, .gone: gone, '*': for sale }", null)]
    public void Run_ACaseThatNeverMatches_IsAHint(string field, string? hint) =>
        Assert.Equal(hint, Run(Fields("title: { selector: a }", $"status: {{ {field} }}", "hash"), Three).Hints.SingleOrDefault());

    [Theory]
    [InlineData(
        "html",
        "<html><head><script src=app.js></script></head><body><div id=app>Loading…</div></body></html>",
        "fetch: { renderer: browser }"
    )]
    [InlineData(
        "html",
        "<?xml version='1.0'?><!-- ours --><rss><channel><title>F</title></channel></rss>",
        "This is a feed: write 'response: feed' and name its fields."
    )]
    [InlineData("xml", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title></entry></feed>", "This is a feed")]
    [InlineData("html", " {\"items\":[]}", "This is JSON: write 'response: json'.")]
    [InlineData("html", "<p>closed</p>", "the selector may be wrong")]
    public void Run_NoRows_SaysWhatTheAnswerIs(string response, string body, string expected)
    {
        var problem = Run(Fields("title: { selector: a }", "note: { selector: i }", "hash", response), body).Problem;

        Assert.StartsWith("Nothing on the page matches 'rows' (li). ", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoRowsOfABrowsersPage_DoesNotAskForABrowser() =>
        Assert.DoesNotContain(
            "renderer",
            new PreviewEngine(TimeProvider.System)
                .Run(
                    Definitions.Read(Fields("title: { selector: a }", "note: { selector: i }", "hash")),
                    "catalog",
                    SavedAnswer.OfText(new Uri("https://example.org/"), "<script>1</script>") with
                    {
                        IsRendered = true,
                    },
                    5,
                    CancellationToken.None
                )
                .Problem,
            StringComparison.Ordinal
        );

    [Fact]
    public void Run_AFeedReadAsHtml_IsAHintAlthoughThereAreRows() =>
        Assert.Contains(
            "rows: This is a feed: write 'response: feed' and name its fields.",
            Run(
                Fields("title: { selector: title }", "note: { selector: link, optional: true }", "hash")
                    .Replace("{ selector: li }", "{ selector: item }", StringComparison.Ordinal),
                "<rss><channel><item><title>A</title><link>http://a/</link></item></channel></rss>"
            ).Hints
        );

    [Fact]
    public void Run_NoRowsButListings_SaysThatTheSelectorFoundNothing()
    {
        var yaml =
            Fields("title: { selector: a }", "note: { selector: i }", "hash") + "    pagination: { listings: { selector: nav a } }\n";

        var preview = Run(yaml, "<nav><a href=/x>X</a></nav>");

        Assert.True(preview.IsGood);
        Assert.Equal(
            "rows: nothing on this page matches 'li'. That is right for a page that only leads to listings, and wrong for a listing.",
            Assert.Single(preview.Hints)
        );
    }

    [Theory]
    [InlineData(
        "{ selector: i, filters: [{ regex: '\\d+' }] }",
        "the field 'stock' is empty: the filter 'regex' left nothing of 'VB'; correct the filter, or mark the field 'optional: true'"
    )]
    [InlineData(
        "{ selector: i, default: none, filters: [{ regex: '\\d+' }] }",
        "the field 'stock' is empty: the filter 'regex' left nothing of 'VB', and the default 'none' passes the filters, too, which "
            + "left nothing of it"
    )]
    [InlineData(
        "{ selector: u, default: none, filters: [{ regex: '\\d+' }] }",
        "the field 'stock' is empty: the filter 'regex' left nothing of 'none', which is the field's default and passes the filters, too"
    )]
    [InlineData("{ selector: u, filters: [{ regex: '\\d+' }] }", "the field 'stock' is empty; check its selector")]
    public void Run_AFieldThatItsFiltersEmpty_NamesTheFilter(string field, string expected) =>
        Assert.StartsWith(
            expected,
            Run(Fields("title: { selector: a }", $"stock: {field}", "hash"), "<li><a>A</a><i>VB</i></li>").Rows[0].Problem,
            StringComparison.Ordinal
        );

    [Fact]
    public void Run_AnOptionalFieldThatItsFiltersEmpty_IsAHintThatNamesTheFilter() =>
        Assert.Equal(
            "stock: its filter 'regex' left nothing in any of the 3 rows, such as of 'x'. It is optional, so this is no error; check "
                + "the filters against the page.",
            Assert.Single(
                Run(
                    Fields("title: { selector: a }", "stock: { selector: i, optional: true, filters: [{ regex: '\\d+' }] }", "hash"),
                    Three
                ).Hints
            )
        );

    [Fact]
    public void Run_AnAddressWhoseFilterIsNotLast_ShowsItAndSaysSo() =>
        Assert.Contains(
            "the field 'url' is no absolute web address: 'x-https://example.org/a'; add the filter 'url', or put it last",
            Run(Fields("title: { selector: a }", "url: { selector: a, attribute: href, filters: [url, { prepend: x- }] }", "url"), Three)
                .Rows[0]
                .Problem,
            StringComparison.Ordinal
        );

    private static string Fields(string title, string other, string identity, string response = "html") =>
        $"version: 1\nid: x\nname: X\nkind: catalog\nidentity: {identity}\nlinks: [\"https://example.org/\"]\npaths:\n  catalog:\n    "
        + $"path: \"\"\n    response: {response}\n"
        + $"    rows: {{ selector: li }}\n    fields:\n      {title}\n      {other}\n";

    private static Preview Run(string yaml, string body) =>
        new PreviewEngine(TimeProvider.System).Run(
            Definitions.Read(yaml),
            "catalog",
            SavedAnswer.OfText(new Uri("https://example.org/list"), body),
            PreviewRequest.UsualRows,
            CancellationToken.None
        );
}
