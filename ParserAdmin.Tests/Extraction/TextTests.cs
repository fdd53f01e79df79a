using ParserAdmin.Core.Extraction.Text;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class TextTests
{
    [Theory]
    [InlineData("<p>a</p><p>b</p>", "a b")]
    [InlineData("a<br>b", "a b")]
    [InlineData("<b>a</b>b <i>c</i>", "ab c")]
    [InlineData("<script>var x;</script>a<style>b{}</style>", "a")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr></table>", "a b")]
    public void Extract_Text_IsWhatAReaderSees(string html, string expected) =>
        Assert.Equal([$"title={expected}"], Extracting.Rows($"<li>{html}</li>", "rows: { selector: li }\nfields:\n  title: {}"));

    [Theory]
    [InlineData("a<br/>b  c\n d", "a\nb c d")]
    [InlineData("<p> a </p>\n\n<p>b</p>", "a\nb")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "a\nb")]
    public void Extract_Lines_AreThoseOfThePage(string html, string expected) =>
        Assert.Equal(
            [$"title={expected}"],
            Extracting.Rows($"<section>{html}</section>", "rows: { selector: section }\nfields:\n  title: { lines: true }")
        );

    [Theory]
    [InlineData("EUR", "EUR")]
    [InlineData(" eur ", "EUR")]
    [InlineData("€", "EUR")]
    [InlineData("руб.", "RUB")]
    [InlineData("Price in £", "GBP")]
    [InlineData("Cena 685,00 Kč", "CZK")]
    [InlineData("in stock", null)]
    [InlineData("", null)]
    public void Code_OfACurrencyByItself_IsIso(string text, string? code) => Assert.Equal(code, CurrencyName.Code(text));

    [Theory]
    [InlineData("436.6K", "436600")]
    [InlineData("1.2M views", "1200000")]
    [InlineData("3,5 тыс.", "3500")]
    [InlineData("5万", "50000")]
    [InlineData("5 m", "5")]
    [InlineData("8GB", "8")]
    [InlineData("12 km", "12")]
    public void Extract_ShortNumbers_AreWrittenOut(string text, string expected) =>
        Assert.Equal(
            [$"title={expected}"],
            Extracting.Rows($"<li>{text}</li>", "rows: { selector: li }\nfields:\n  title: { filters: [number] }")
        );

    [Theory]
    [InlineData("[{ querystring: id }]", "/view?x=1&amp;id=a%20b#top", "a b")]
    [InlineData("[{ querystring: id }]", "id=7", "7")]
    [InlineData("[{ split: \",\" }, join]", "a, b", "a, b")]
    [InlineData("[{ split: \",\" }, { join: { separator: \"/\" } }, upper]", "a, b", "A/B")]
    public void Extract_Filters_Apply(string filters, string text, string expected) =>
        Assert.Equal(
            [$"title={expected}"],
            Extracting.Rows($"<li>{text}</li>", $"rows: {{ selector: li }}\nfields:\n  title: {{ filters: {filters} }}")
        );

    [Fact]
    public void Extract_Lookup_FollowsAReference() =>
        Assert.Equal(
            ["title=A; by=Jane O'Hara, Joe"],
            Extracting.Rows(
                """{"books":[{"t":"A","by":["1","2'"]}],"people":[{"id":"1","n":"Jane O'Hara"},{"id":"2'","n":"Joe"},{"id":"3","n":"x"}]}""",
                "response: json\nrows: { selector: \"$.books[*]\" }\nfields:\n  title: { selector: $.t }\n  by: { selector: $.by, all: "
                    + "true, filters: [{ lookup: \"$.people[?(@.id == '{}')].n\" }] }"
            )
        );
}
