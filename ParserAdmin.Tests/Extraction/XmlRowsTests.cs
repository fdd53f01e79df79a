using ParserAdmin.Core.Extraction;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class XmlRowsTests
{
    private const string Path = """
        response: xml
        rows: { selector: offer }
        fields:
          title: { selector: ":scope > name" }
          externalId: { attribute: id, optional: true }
          author: { selector: creator, optional: true }
        """;

    [Fact]
    public void Extract_Elements_AreFoundInAnyNamespace() =>
        Assert.Equal(
            ["title=A & B; externalId=7; author=Jane"],
            Extracting.Rows(
                "<?xml version='1.0'?><shop xmlns='urn:shop' xmlns:dc='http://purl.org/dc/elements/1.1/'><offer id='7'><name>A &amp; "
                    + "B</name><dc:creator>Jane</dc:creator></offer></shop>",
                Path
            )
        );

    [Theory]
    [InlineData("<shop><offer><name>A&nbsp;B</name></offer></shop>", "A B")]
    [InlineData("<!DOCTYPE s [<!ENTITY co \"Ltd\">]><shop><offer><name>A &co;</name></offer></shop>", "A Ltd")]
    [InlineData("<shop><offer><name><![CDATA[A < B & C]]></name></offer></shop>", "A < B & C")]
    [InlineData("<shop><offer><name>1 < 2</name></wrong></offer></shop>", "1 < 2")]
    [InlineData("<shop><offer><name>A</offer><p:x y=>", "A")]
    public void Extract_BrokenXml_IsReadAsFarAsItMakesSense(string xml, string title) =>
        Assert.Equal([$"title={title}"], Extracting.Rows(xml, Path));

    [Theory]
    [InlineData("")]
    [InlineData("no element")]
    public void Extract_NoXml_SaysWhy(string body) =>
        Assert.Contains(
            "no XML element",
            Assert.Throws<ExtractionException>(() => Extracting.Page(body, Path)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Extract_DeepXml_IsRefusedSoon() =>
        Assert.Throws<ExtractionException>(() => Extracting.Page(string.Concat(Enumerable.Repeat("<a>", 100_000)), Path));

    [Fact]
    public void Extract_NextLink_IsTextOrAttribute()
    {
        const string Next = "\npagination: { next: { selector: next } }";

        Assert.Equal("https://example.org/2", Extracting.Page("<s><next>/2</next></s>", Path + Next).Next?.AbsoluteUri);
        Assert.Equal("https://example.org/3", Extracting.Page("<s><next href='/3'/></s>", Path + Next).Next?.AbsoluteUri);
    }
}
