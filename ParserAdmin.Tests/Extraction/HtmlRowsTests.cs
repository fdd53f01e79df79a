using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Tests.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class HtmlRowsTests
{
    private const string Page = """
        <!doctype html><title>Shelf</title>
        <article class="title" data-id="7">
          <h2><a href="/books/7#top">The  <i>Long</i>
             Road</a></h2>
          <span class="price">€ 1.299,00</span> <em class="genre">Drama</em> <em class="genre">Travel</em>
          <p class="year"><small>first in</small> 1987</p> <b class="sold">gone</b>
        </article>
        <article class="title" data-id="8"><h2><a href="8">Short</a></h2><span class="price">ask</span></article>
        <article class="title"><h2></h2></article>
        <a rel="next" href="?page=2#list">Next</a>
        """;

    private const string Path = """
            fields:
              externalId: { attribute: data-id }
              title: { selector: "h2 a" }
              url: { selector: "h2 a", attribute: href, filters: [url] }
              price: { selector: ".price", optional: true, filters: [money] }
              genres: { selector: ".genre", all: true, optional: true }
              year: { selector: ".year", remove: small, default: "1900", filters: [number] }
              status: { case: { ".sold": sold, "*": for sale } }
              language: { selector: .lang, default: en }
        """;

    private static readonly Uri Address = new("https://example.org/shelf/?page=1");

    [Fact]
    public void Extract_Row_GivesEveryField()
    {
        var row = Extract(Page).Rows[0];

        Assert.Empty(row.Errors);
        Assert.Equal(new TextValue("7"), row.Fields["externalId"]);
        Assert.Equal(new TextValue("The Long Road"), row.Fields["title"]);
        Assert.Equal(new TextValue("https://example.org/books/7#top"), row.Fields["url"]);
        Assert.Equal(new MoneyValue(1299m, "EUR"), row.Fields["price"]);
        Assert.Equal(new ListValue(["Drama", "Travel"]), row.Fields["genres"]);
        Assert.Equal(new NumberValue(1987), row.Fields["year"]);
        Assert.Equal(new TextValue("sold"), row.Fields["status"]);
        Assert.Equal(new TextValue("en"), row.Fields["language"]);
    }

    [Fact]
    public void Extract_LinksToListings_AreThoseOfTheSiteEachOnce()
    {
        var page = Extracting.Page(
            "<nav><a href=/c/1>One</a><a href=/c/2#top>Two</a><a href=/c/1>One</a><a href=https://other.example/>Elsewhere</a><a "
                + "href=mailto:a@b.example>Mail</a><a href='?n=1'>Here</a></nav>",
            "rows: { selector: article }\nfields: { title: { selector: h2 } }\npagination: { listings: { selector: nav a } }"
        );

        Assert.Equal(["https://example.org/c/1", "https://example.org/c/2"], page.Listings.Select(address => address.AbsoluteUri));
    }

    [Fact]
    public void Extract_FilterFails_ReportsFieldFilterAndInput()
    {
        var row = Extract(Page).Rows[1];

        var error = Assert.Single(row.Errors);
        Assert.Equal(("price", "money", "ask"), (error.Field, error.Filter, error.Input));
        Assert.Equal(new NumberValue(1900), row.Fields["year"]);
        Assert.Equal(new TextValue("for sale"), row.Fields["status"]);
        Assert.Equal(new TextValue("https://example.org/shelf/8"), row.Fields["url"]);
        Assert.False(row.Fields.ContainsKey("genres"));
    }

    [Fact]
    public void Extract_RequiredFieldsEmpty_AreReported()
    {
        var row = Extract(Page).Rows[2];

        Assert.Equal(["externalId", "title", "url"], row.Errors.Select(error => error.Field));
        Assert.All(row.Errors, error => Assert.Contains("is empty; check its selector", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Extract_NextLink_IsAbsoluteWithoutFragment() =>
        Assert.Equal("https://example.org/shelf/?page=2", Extract(Page).Next?.AbsoluteUri);

    [Theory]
    [InlineData("#top")]
    [InlineData("?page=1")]
    [InlineData("javascript:void(0)")]
    [InlineData("")]
    public void Extract_NextLinkThatLeadsNowhere_IsNone(string href) => Assert.Null(Extract($"<a rel=next href=\"{href}\">Next</a>").Next);

    [Fact]
    public void Extract_BaseElement_MovesAddresses()
    {
        var page = Extract(
            "<base href=\"//cdn.example/root/\"><article class=title data-id=1><h2><a href=x>T</a></h2></article><a rel=next href=p2>n</a>"
        );

        Assert.Equal("https://cdn.example/root/x", page.Rows[0].Fields["url"].ToText());
        Assert.Equal("https://cdn.example/root/p2", page.Next?.AbsoluteUri);
    }

    [Fact]
    public void Extract_RemovedChildren_StayForOtherFields()
    {
        var yaml = Definitions.Least.Replace("title: {}", "title: { remove: i }\n      part: { selector: i }", StringComparison.Ordinal);

        var row = Read("<li>One <i>two</i></li>", yaml).Rows[0];

        Assert.Equal(("One", "two"), (row.Fields["title"].ToText(), row.Fields["part"].ToText()));
    }

    [Fact]
    public void Extract_NestedRows_AreInThePagesOrder() =>
        Assert.Equal(
            ["a b", "b", "c"],
            Read("<ul><li>a<ul><li> b</li></ul></li><li>c</li></ul>", Definitions.Least).Rows.Select(row => row.Fields["title"].ToText())
        );

    [Theory]
    [InlineData("")]
    [InlineData("not html at all")]
    [InlineData("<li")]
    public void Extract_NoRows_IsEmpty(string html) => Assert.Empty(Read(html, Definitions.Least).Rows);

    [Fact]
    public void Extract_DeepPage_IsRefusedSoon() =>
        Assert.Contains(
            "nests more than",
            Assert.Throws<ExtractionException>(() => Extract(string.Concat(Enumerable.Repeat("<div>", 100_000)))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Extract_ManyUnclosedParagraphs_AreFine() =>
        Assert.Equal(20_000, Read(string.Concat(Enumerable.Repeat("<li>x<p>y<br>", 20_000)), Definitions.Least).Rows.Count);

    [Fact]
    public void Extract_ManyForgottenEndTags_AreFine() =>
        Assert.Equal(5_000, Read(string.Concat(Enumerable.Repeat("<div><li>x <span>y</div>", 5_000)), Definitions.Least).Rows.Count);

    [Fact]
    public void Extract_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            new HtmlRows(TimeProvider.System).Extract(Page, Address, PathOf(Definitions.Least), source.Token)
        );
    }

    [Fact]
    public void For_EveryResponseOfTheFormat_HasAnExtractor() =>
        Assert.All(Enum.GetValues<ResponseType>(), response => Assert.Equal(response, RowExtractors.Default.For(response).Response));

    private static ExtractedPage Extract(string html)
    {
        var head = Definitions.Least[..Definitions.Least.IndexOf("    fields:", StringComparison.Ordinal)];
        var yaml =
            head.Replace("selector: li", "selector: article.title", StringComparison.Ordinal)
            + Path
            + "\n    pagination: { next: { selector: \"a[rel=next]\" } }\n";
        return Read(html, yaml);
    }

    private static ExtractedPage Read(string html, string yaml) =>
        new HtmlRows(TimeProvider.System).Extract(html, Address, PathOf(yaml), CancellationToken.None);

    private static PathDefinition PathOf(string yaml) => Definitions.Read(yaml).Paths["catalog"];
}
