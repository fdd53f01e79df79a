using ParserAdmin.Core.Extraction;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class JsonRowsTests
{
    private const string Path = """
        response: json
        rows: { selector: "$.items[*]" }
        fields:
          title: { selector: $.name }
          price: { selector: $.price, optional: true, filters: [money] }
          genres: { selector: $.tags, all: true, optional: true }
        """;

    [Fact]
    public void Extract_Objects_AreRowsInTheirOrder() =>
        Assert.Equal(
            ["title=One; price=9.5; genres=a, b", "title=2; genres=c", "title=true"],
            Extracting.Rows(
                """{"items":[{"name":" One ","price":9.50,"tags":["a","b"]},{"name":2,"price":null,"tags":"c"},{"name":true}]}""",
                Path
            )
        );

    /// <summary>Only a text may have been written by another country's rules.</summary>
    [Theory]
    [InlineData("1.789", "1.789")]
    [InlineData("-0.125", "-0.125")]
    [InlineData("\"1.789\"", "1789")]
    [InlineData("1e-3", "0.001")]
    [InlineData("[1.789,2]", "1.789")]
    [InlineData("0.00005, \"far\": 1e400", "0.00005")]
    [InlineData("1.789, \"far\": 1e400", "1.789")]
    public void Extract_PriceThatIsANumber_IsReadAsOne(string price, string expected) =>
        Assert.Equal([$"title=a; price={expected}"], Extracting.Rows("{\"items\":[{\"name\":\"a\",\"price\":" + price + "}]}", Path));

    [Theory]
    [InlineData(")]}',\n{\"items\":[{\"name\":\"a\"}]}")]
    [InlineData("callback({\"items\":[{\"name\":\"a\"}]});")]
    [InlineData("\uFEFF {\"items\":[{\"name\":\"a\"}]} trailing")]
    [InlineData("{\"items\":[{\"name\":\"a\",\"far\":1e400}]}")]
    public void Extract_GuardsAndDirt_AreReadOver(string body) => Assert.Equal(["title=a"], Extracting.Rows(body, Path));

    [Theory]
    [InlineData("<html>log in</html>", "markup, not JSON")]
    [InlineData("{\"items\":[", "no JSON that can be read")]
    [InlineData("", "the answer is empty")]
    [InlineData(" \n", "the answer is empty")]
    public void Extract_NoJson_SaysWhy(string body, string message) =>
        Assert.Contains(message, Assert.Throws<ExtractionException>(() => Extracting.Page(body, Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Extract_DeepOrHugeJson_IsRefusedSoon()
    {
        Assert.Throws<ExtractionException>(() => Extracting.Page(new string('[', 100_000), Path));
        Assert.Contains(
            "tokens",
            Assert
                .Throws<ExtractionException>(() => Extracting.Page("[" + string.Concat(Enumerable.Repeat("[],", 2_500_000)) + "1]", Path))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("next")]
    [InlineData("cursor")]
    public void Extract_NextIsFalse_ThereIsNone(string by)
    {
        var page = Extracting.Page("""{"items":[],"next":false}""", Path + $"\npagination: {{ {by}: {{ selector: $.next }} }}");

        Assert.Equal((null, null), (page.Next, page.Cursor));
    }

    [Fact]
    public void Extract_NextLink_IsAPath()
    {
        var page = Extracting.Page("""{"items":[],"next":"/page/2"}""", Path + "\npagination: { next: { selector: $.next } }");

        Assert.Equal("https://example.org/page/2", page.Next?.AbsoluteUri);
    }

    [Fact]
    public void Extract_SelectorsInAList_GiveTheFirstThatHoldsSomething_OrAll()
    {
        const string Body = """{"items":[{"name":null,"title":"T","tags":["x"],"more":["y"]}]}""";

        Assert.Equal(
            ["title=T; genres=x, y"],
            Extracting.Rows(
                Body,
                Path.Replace("$.name", "[$.name, $.title]", StringComparison.Ordinal)
                    .Replace("$.tags", "[$.tags, $.more]", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void Extract_Case_TakesTheBranchThatHoldsSomething() =>
        Assert.Equal(
            ["title=a; status=sold", "title=b; status=open"],
            Extracting.Rows(
                """{"items":[{"name":"a","sold":true},{"name":"b","sold":false}]}""",
                Path + "\n  status: { case: { $.sold: sold, \"*\": open } }"
            )
        );

    [Theory]
    [InlineData(
        "rows: { script: \"script#s\", selector: \"$.items[*]\" }",
        "<script id=s>{\"items\":[{\"name\":\"a  b\"}]}</script>",
        "title=a b"
    )]
    [InlineData(
        "rows: { pattern: 'window\\.state ?= ?', selector: \"$.items[*]\" }",
        "<script>window.state = {\"items\":[{\"name\":\"a\"}]}; run();</script>",
        "title=a"
    )]
    [InlineData(
        "rows: { pattern: 'JSON\\.parse\\(', selector: \"$.items[*]\" }",
        "<script>x = JSON.parse(\"{\\\"items\\\":[{\\\"name\\\":\\\"a\\\"}]}\")</script>",
        "title=a"
    )]
    [InlineData("rows: { script: script, pattern: 'b=', selector: $ }", "<p>b=1</p><script>b={\"name\":\"a\"}</script>", "title=a")]
    [InlineData(
        "rows: { jsonLd: Product }",
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"x\"},{\"@type\":[\"Thing\",\"schema:Product\"],\"name\":\"a\"}]}</script>",
        "title=a"
    )]
    [InlineData(
        "rows: { jsonLd: Offer, selector: $.itemOffered }",
        "<script type='application/ld+json'>broken</script><script "
            + "type='application/ld+json'>[{\"@type\":\"Store\",\"x\":{\"@type\":\"Offer\",\"itemOffered\":{\"name\":\"a\"}}}]</script>",
        "title=a"
    )]
    public void Extract_JsonInHtml_IsFound(string rows, string html, string expected) =>
        Assert.Equal(
            [expected],
            Extracting
                .Rows(html, Path.Replace("rows: { selector: \"$.items[*]\" }", rows, StringComparison.Ordinal))
                .Select(row => row.Replace("  ", " ", StringComparison.Ordinal))
        );

    [Fact]
    public void Extract_JsonFilter_TakesAValueOutOfAScript() =>
        Assert.Equal(
            ["price=9.5 EUR; tags=a, b"],
            Extracting.Rows(
                "<li><script>{\"offer\":{\"price\":\"9,50 €\",\"tags\":[\"a\",\"b\"]}}</script></li>",
                "rows: { selector: li }\nfields:\n  title: { selector: h1, optional: true }\n  price: { selector: script, filters: [{ "
                    + "json: $.offer.price }, money] }\n  tags: { selector: script, filters: [{ json: \"$.offer.tags\" }] }"
            )
        );
}
