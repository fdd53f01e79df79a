using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Studio;
using ParserAdmin.Core.Studio.Samples;
using ParserAdmin.Tests.Sources.Definition;
using Xunit;
using static ParserAdmin.Tests.Studio.Previews;

namespace ParserAdmin.Tests.Studio;

/// <summary>What a preview tells of rows and fields, of where they are, and of what is wrong with them.</summary>
public sealed class PreviewEngineTests
{
    [Fact]
    public void Run_ARow_TellsEachFieldAndFilterStep()
    {
        var preview = Run(Shop, "catalog", Page);

        Assert.Equal((2, null), (preview.RowCount, preview.Problem));
        var price = Field(preview, 0, "price");
        Assert.Equal(["ca. 9.99 EUR"], price.Found);
        Assert.Equal(
            [("replace", "from: ca. , to: ", "ca. 9.99 EUR", "9.99 EUR"), ("money", "", "9.99 EUR", "9.99 EUR")],
            price.Steps.Select(step => (step.Filter, step.Arguments, step.Input[0], step.Output[0]))
        );
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
        Assert.Equal(
            ("https://example.org/b/1", "Solaris", 9.99m, null),
            (preview.Rows[0].ExternalId, preview.Rows[0].Item!.Title, preview.Rows[0].Item!.Price, preview.Rows[0].Problem)
        );
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
        Assert.Contains(
            "Nothing on the page matches 'rows' (article)",
            Run(Shop, "catalog", "<p>closed</p>").Problem,
            StringComparison.Ordinal
        );

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

        var preview = new PreviewEngine(TimeProvider.System).Run(
            Definitions.Read(Shop),
            "catalog",
            SavedAnswer.OfText(new Uri("https://example.org/list"), body),
            5,
            CancellationToken.None
        );

        Assert.Equal((30, 5), (preview.RowCount, preview.Rows.Count));
        Assert.Equal("5", Field(preview, 4, "title").Value!.ToText());
    }

    [Fact]
    public void Run_ASavedAnswer_CountsRelativeTimesFromWhenItWasSaved()
    {
        var answer = SavedAnswer.OfText(new Uri("https://example.org/b/1"), "<main><time>2 hours ago</time></main>") with
        {
            At = new DateTime(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc),
        };

        var preview = new PreviewEngine(TimeProvider.System).Run(Definitions.Read(Shop), "item", answer, 5, CancellationToken.None);

        Assert.Equal("2026-05-04T10:00:00Z", Field(preview, 0, "publishedAt").Value!.ToText()[..19] + "Z");
    }

    [Theory]
    [InlineData("html", "rows: { selector: li }", "title: {}", "<ul><li>A<li>B</ul>", "<li>A", "<li>B")]
    [InlineData(
        "html",
        "rows: { selector: div.r }",
        "title: {}",
        "<!-- <div class=r> -->\n<div><div class='r'><div>A</div></div>\r\n<div class='r'>B</div></div>",
        "<div class='r'><div>A</div></div>",
        "<div class='r'>B</div>"
    )]
    [InlineData(
        "json",
        "rows: { selector: '$.a[*]' }",
        "title: { selector: $.t }",
        "{\"x\": \"}\",\n \"a\": [ {\"t\": \"A}\"},\n{\"t\": \"B\"}] }",
        "{\"t\": \"A}\"}",
        "{\"t\": \"B\"}"
    )]
    [InlineData(
        "xml",
        "rows: { selector: book }",
        "title: { selector: t }",
        "<?xml version='1.0'?><all><!-- <book/> --><book><t>A</t></book><x/><b:book xmlns:b='u'><t>B</t></b:book></all>",
        "<book><t>A</t></book>",
        "<b:book xmlns:b='u'><t>B</t></b:book>"
    )]
    [InlineData(
        "feed",
        "",
        "title: { selector: title }",
        "<rss><channel><title>F</title><item><title>A</title></item> <item><title>B</title></item></channel></rss>",
        "<item><title>A</title></item>",
        "<item><title>B</title></item>"
    )]
    public void Run_Rows_AreFoundInTheText(string response, string rows, string field, string body, params string[] places)
    {
        var preview = Run(Least(response, rows, field), "catalog", body);

        Assert.Equal(["A", "B"], preview.Rows.Select(row => row.Fields[0].Value!.ToText()[..1]));
        Assert.Equal(places, preview.Rows.Select(row => row.Place is { } place ? preview.Text.Substring(place.Start, place.Length) : "?"));
    }

    [Fact]
    public void Run_ADetailLinkThatIsNoAddress_IsTheRowsProblem()
    {
        // Before there is a page nobody knows what an expression finds.
        var preview = Run(
            Shop.Replace("link: url", "link: language", StringComparison.Ordinal)
                .Replace("[lower]", "[lower, { regex: '.*' }]", StringComparison.Ordinal),
            "catalog",
            Page
        );

        Assert.Contains(
            "The field 'language' (detail.link) holds no address to follow: 'en'",
            preview.Rows[0].Problem,
            StringComparison.Ordinal
        );
        Assert.Null(preview.Rows[0].Detail);
        Assert.False(preview.IsGood);
    }
}
