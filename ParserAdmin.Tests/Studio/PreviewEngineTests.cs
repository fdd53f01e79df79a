using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Studio;
using ParserAdmin.Core.Studio.Samples;
using ParserAdmin.Tests.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Studio;

public sealed class PreviewEngineTests
{
    private const string Shop = """
        version: 1
        id: shop
        name: A shop
        kind: catalog
        links: ["https://example.org/"]
        paths:
          catalog:
            path: list
            rows: { selector: article }
            fields:
              title: { selector: h2 }
              url: { selector: a, attribute: href, filters: [url] }
              price: { selector: .price, filters: [{ replace: ["ca. ", ""] }, money] }
              language: { selector: .lang, default: EN, filters: [lower] }
              rating: { selector: .stars, optional: true, filters: [number] }
            pagination: { next: { selector: a.next } }
            detail: { path: item, link: url }
          item:
            rows: { selector: main }
            fields:
              publishedAt: { selector: time, filters: [date] }

        """;

    private const string Page = """
        <body>
          <article id="1"><h2>Solaris</h2><a href="/b/1">more</a><b class="price">ca. 9.99 EUR</b></article>
          <article id="2"><h2>Eden</h2><a href="/b/2">more</a><b class="price">on request</b><i class="stars">4.5</i></article>
          <a class="next" href="/list?page=2">next</a>
        </body>
        """;

    [Fact]
    public void Run_ARow_TellsEachFieldAndFilterStep()
    {
        var preview = Run(Shop, "catalog", Page);

        Assert.Equal((2, null), (preview.RowCount, preview.Problem));
        var price = Field(preview, 0, "price");
        Assert.Equal(["ca. 9.99 EUR"], price.Found);
        Assert.Equal([("replace", "from: ca. , to: ", "ca. 9.99 EUR", "9.99 EUR"), ("money", "", "9.99 EUR", "9.99 EUR")],
            price.Steps.Select(step => (step.Filter, step.Arguments, step.Input[0], step.Output[0])));
        Assert.Equal(new MoneyValue(9.99m, "EUR"), price.Value);
        Assert.Equal(("EN", "en"), (Field(preview, 0, "language").Default, Field(preview, 0, "language").Value!.ToText()));
        Assert.Empty(Field(preview, 0, "language").Found);
        Assert.Equal((null, null), (Field(preview, 0, "rating").Value, Field(preview, 0, "rating").Error));
    }

    [Fact]
    public void Run_AFilterThatFails_SaysOnWhatAndWhy()
    {
        var price = Field(Run(Shop, "catalog", Page), 1, "price");

        Assert.Contains("the filter 'money' of the field 'price' failed on 'on request'", price.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(2, price.Steps.Count);
        Assert.NotNull(price.Steps[1].Failure);
        Assert.Empty(price.Steps[1].Output);
    }

    [Fact]
    public void Run_AListing_TellsTheNextPageTheDetailsAndTheItems()
    {
        var preview = Run(Shop, "catalog", Page);

        Assert.Equal("https://example.org/list?page=2", preview.Next!.AbsoluteUri);
        Assert.Equal("https://example.org/b/1", preview.Rows[0].Detail!.AbsoluteUri);
        Assert.Equal(("https://example.org/b/1", "Solaris", 9.99m, null), (preview.Rows[0].ExternalId, preview.Rows[0].Item!.Title, preview.Rows[0].Item!.Price, preview.Rows[0].Problem));
        Assert.Contains("'money'", preview.Rows[1].Problem, StringComparison.Ordinal);
        Assert.False(preview.IsGood);
    }

    [Fact]
    public void Run_ADetailPage_DoesNotMissWhatTheListingBrings()
    {
        var preview = Run(Shop, "item", "<main><time>2024-05-04</time></main>");

        Assert.Null(preview.Rows[0].Problem);
        Assert.True(preview.IsGood);
    }

    [Fact]
    public void Run_APageOfNothingButLinksToListings_IsGoodAndNamesThem()
    {
        var categories = Shop.Replace("pagination: {", "pagination: { listings: { selector: nav a },", StringComparison.Ordinal);

        var preview = Run(categories, "catalog", """<nav><a href="/art">Art</a><a href="/travel">Travel</a></nav>""");

        Assert.True(preview.IsGood, preview.Problem);
        Assert.Equal(["https://example.org/art", "https://example.org/travel"], preview.Listings.Select(listing => listing.AbsoluteUri));
    }

    [Fact]
    public void Run_NothingMatches_SaysWhatToLookAt() =>
        Assert.Contains("Nothing on the page matches 'rows' (article)", Run(Shop, "catalog", "<p>closed</p>").Problem, StringComparison.Ordinal);

    [Fact]
    public void Run_AnUnreadablePage_SaysWhyAndKeepsTheText()
    {
        var preview = Run(Least("json", "rows: { selector: '$.a[*]' }", "title: { selector: $.t }"), "catalog", "<html>log in</html>");

        Assert.Contains("markup, not JSON", preview.Problem, StringComparison.Ordinal);
        Assert.Equal("<html>log in</html>", preview.Text);
    }

    [Fact]
    public void Run_RowsBeyondTheLimit_AreReadButNotTold()
    {
        var body = string.Concat(Enumerable.Range(1, 30).Select(id => $"<article><h2>{id}</h2></article>"));

        var preview = new PreviewEngine(TimeProvider.System).Run(Definitions.Read(Shop), "catalog", SavedAnswer.OfText(new Uri("https://example.org/list"), body), 5, CancellationToken.None);

        Assert.Equal((30, 5), (preview.RowCount, preview.Rows.Count));
        Assert.Equal("5", Field(preview, 4, "title").Value!.ToText());
    }

    [Fact]
    public void Run_ASavedAnswer_CountsRelativeTimesFromWhenItWasSaved()
    {
        var answer = SavedAnswer.OfText(new Uri("https://example.org/b/1"), "<main><time>2 hours ago</time></main>") with { At = new DateTime(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc) };

        var preview = new PreviewEngine(TimeProvider.System).Run(Definitions.Read(Shop), "item", answer, 5, CancellationToken.None);

        Assert.Equal("2026-05-04T10:00:00Z", Field(preview, 0, "publishedAt").Value!.ToText()[..19] + "Z");
    }

    [Theory]
    [InlineData("html", "rows: { selector: li }", "title: {}", "<ul><li>A<li>B</ul>", "<li>A", "<li>B")]
    [InlineData("html", "rows: { selector: div.r }", "title: {}", "<!-- <div class=r> -->\n<div><div class='r'><div>A</div></div>\r\n<div class='r'>B</div></div>", "<div class='r'><div>A</div></div>", "<div class='r'>B</div>")]
    [InlineData("json", "rows: { selector: '$.a[*]' }", "title: { selector: $.t }", "{\"x\": \"}\",\n \"a\": [ {\"t\": \"A}\"},\n{\"t\": \"B\"}] }", "{\"t\": \"A}\"}", "{\"t\": \"B\"}")]
    [InlineData("xml", "rows: { selector: book }", "title: { selector: t }", "<?xml version='1.0'?><all><!-- <book/> --><book><t>A</t></book><x/><b:book xmlns:b='u'><t>B</t></b:book></all>", "<book><t>A</t></book>", "<b:book xmlns:b='u'><t>B</t></b:book>")]
    [InlineData("feed", "", "title: { selector: title }", "<rss><channel><title>F</title><item><title>A</title></item> <item><title>B</title></item></channel></rss>", "<item><title>A</title></item>", "<item><title>B</title></item>")]
    public void Run_Rows_AreFoundInTheText(string response, string rows, string field, string body, params string[] places)
    {
        var preview = Run(Least(response, rows, field), "catalog", body);

        Assert.Equal(["A", "B"], preview.Rows.Select(row => row.Fields[0].Value!.ToText()[..1]));
        Assert.Equal(places, preview.Rows.Select(row => row.Place is { } place ? preview.Text.Substring(place.Start, place.Length) : "?"));
    }

    [Theory]
    [InlineData("""<div class="pages"><span class="next"><a href="/list?page=2">›</a></span></div>""", "the selector 'a.next' found nothing on this page", "look at '.next a', which is here and leads to /list?page=2.")]
    [InlineData("""<a class="next">›</a>""", "what the selector 'a.next' found has no attribute 'href'", "look for the place in the page's source.")]
    [InlineData("""<a class="next" href="#">›</a>""", "what the selector 'a.next' found leads to no other page ('#')", "look for the place in the page's source.")]
    public void Run_ANextLinkThatLeadsNowhere_IsAHint(string pages, string what, string where)
    {
        var preview = Run(Shop, "catalog", Page.Replace("""<a class="next" href="/list?page=2">next</a>""", pages, StringComparison.Ordinal));

        Assert.Null(preview.Next);
        Assert.Equal($"pagination.next: {what}. If there are further pages (the last one has none), {where}", Assert.Single(preview.Hints));
    }

    [Fact]
    public void Run_ANextSelectorOfTheItemAroundTheLink_SaysToGoOnToTheLink() => Assert.EndsWith(
        "try 'li.next a'.",
        Assert.Single(Run(Shop.Replace("a.next", "li.next", StringComparison.Ordinal), "catalog", Page.Replace("<a class=\"next\"", "<li class=\"next\"><a", StringComparison.Ordinal)).Hints),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"items\":[{\"t\":\"A\"}],\"nextCursor\":\"c2\"}", "pagination.cursor: the selector '$.cursor' found nothing on this page. If there are further pages (the last one has none), look at what the answer holds: items, nextCursor.")]
    [InlineData("{\"items\":[{\"t\":\"A\"}],\"cursor\":null}", null)]
    [InlineData("{\"items\":[{\"t\":\"A\"}],\"cursor\":\"c2\"}", null)]
    public void Run_ACursorThatIsNotThere_IsAHintButNotWhereTheAnswerSaysThatItIsTheLast(string body, string? hint)
    {
        var yaml = Least("json", "rows: { selector: '$.items[*]' }", "title: { selector: $.t }") + "    pagination: { cursor: { selector: $.cursor } }\n";

        Assert.Equal(hint, Run(yaml, "catalog", body).Hints.SingleOrDefault());
    }

    [Fact]
    public void Run_ListingsThatFindNothing_IsAHintBesideTheProblem()
    {
        var preview = Run(Shop.Replace("pagination: {", "pagination: { listings: { selector: nav a },", StringComparison.Ordinal), "catalog", "<p>welcome</p>");

        Assert.Contains("Nothing on the page matches 'rows'", preview.Problem, StringComparison.Ordinal);
        Assert.Contains(preview.Hints, hint => hint.StartsWith("pagination.listings: the selector 'nav a' found nothing on this page. If the page links to listings,", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_PricesWithoutACurrency_AreAHintUnlessAFieldBringsIt()
    {
        var page = Page.Replace("ca. 9.99 EUR", "9.99", StringComparison.Ordinal).Replace("on request", "12 EUR", StringComparison.Ordinal);

        Assert.StartsWith("price: 1 of 2 rows have a price without a currency, such as 9.99. Name it", Assert.Single(Run(Shop, "catalog", page).Hints), StringComparison.Ordinal);
        Assert.Empty(Run(Shop.Replace("      publishedAt", "      currency: { selector: b }\n      publishedAt", StringComparison.Ordinal), "catalog", page).Hints);
    }

    [Fact]
    public void Run_AFieldThatIsEmptyEverywhereAndNoError_IsAHint()
    {
        var listing = Run(Shop.Replace(".stars", ".starz", StringComparison.Ordinal), "catalog", Page);
        var item = Run(Shop + "      price: { selector: .prise, filters: [money] }\n", "item", "<main><time>2024-05-04</time></main>");

        Assert.Equal("rating: '.starz' found nothing in any of the 2 rows. It is optional, so this is no error; check the selector against the page.", Assert.Single(listing.Hints));
        Assert.StartsWith("price: '.prise' found nothing in the row. Another page may bring it", Assert.Single(item.Hints), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_JsonRows_AListAsARowAndAKeyThatIsNotThere_SayWhatToWrite()
    {
        const string body = "{\"items\":[{\"t\":\"A\"},{\"t\":\"B\"}]}";

        Assert.Equal("rows: '$.items' is one list of 2, read as a single row. Write '$.items[*]' to have a row of each.",
            Assert.Single(Run(Least("json", "rows: { selector: $.items }", "title: { selector: $.t }"), "catalog", body).Hints));
        Assert.Equal("A row holds: t.", Assert.Single(Run(Least("json", "rows: { selector: '$.items[*]' }", "title: { selector: $.name }"), "catalog", body).Hints));
    }

    [Fact]
    public void Run_ADetailLinkThatIsNoAddress_IsTheRowsProblem()
    {
        // Before there is a page nobody knows what an expression finds.
        var preview = Run(Shop.Replace("link: url", "link: language", StringComparison.Ordinal).Replace("[lower]", "[lower, { regex: '.*' }]", StringComparison.Ordinal), "catalog", Page);

        Assert.Contains("The field 'language' (detail.link) holds no address to follow: 'en'", preview.Rows[0].Problem, StringComparison.Ordinal);
        Assert.Null(preview.Rows[0].Detail);
        Assert.False(preview.IsGood);
    }

    private static string Least(string response, string rows, string field) =>
        $"version: 1\nid: x\nname: X\nkind: catalog\nidentity: hash\nlinks: [\"https://example.org/\"]\npaths:\n  catalog:\n    path: \"\"\n    response: {response}\n    {rows}\n    fields:\n      {field}\n";

    private static Preview Run(string yaml, string path, string body) => new PreviewEngine(TimeProvider.System).Run(
        Definitions.Read(yaml), path, SavedAnswer.OfText(new Uri("https://example.org/list"), body), PreviewRequest.UsualRows, CancellationToken.None);

    private static PreviewField Field(Preview preview, int row, string name) => preview.Rows[row].Fields.Single(field => field.Name == name);
}
