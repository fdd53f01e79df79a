using ParserAdmin.Core.Extraction;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class FeedRowsTests
{
    private const string Path = """
        response: feed
        fields:
          title: { selector: title }
          url: { selector: link, optional: true, filters: [url] }
          of: { selector: feed.title, optional: true }
        """;

    [Theory]
    [InlineData("<rss version='2.0'><channel><title>F</title><item><title>A</title><link>/a</link></item></channel></rss>")]
    [InlineData(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
            + "xmlns='http://purl.org/rss/1.0/'><channel><title>F</title></channel><item><title>A</title><link>/a</link></item></rdf:RDF>"
    )]
    [InlineData(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><title>A</title><link rel='self' href='/b'/><link "
            + "href='/a'/></entry></feed>"
    )]
    [InlineData(
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>F</a:title><a:entry><a:title>A</a:title><a:link "
            + "href='/a'/></a:entry></a:feed>"
    )]
    [InlineData(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"F\",\"items\":[{\"id\":\"1\",\"title\":\"A\",\"url\":\"/a\"}]}"
    )]
    [InlineData("{\"items\":[{\"title\":\"A\",\"url\":\"/a\"},{\"title\":\"B\", \"url")]
    public void Extract_EveryKindOfFeed_IsOne(string feed) =>
        Assert.Equal(
            "title=A; url=https://example.org/a; of=F",
            Extracting.Rows(feed.Replace("{\"items\"", "{\"title\":\"F\",\"items\"", StringComparison.Ordinal), Path).Single()
        );

    [Theory]
    [InlineData("<br />\n<b>Warning</b>: mysql\n<?xml version='1.0'?><rss><channel><item><title>A</title></item></channel></rss>")] // leading junk
    [InlineData("<rss><channel><item><title>A</title></item><item><title>B")] // truncated: the whole entries stay
    [InlineData("<rss><channel><item><title>A</title></item><item><title>B</title><description><![CDATA[x")]
    [InlineData("<rss><channel><item><title>A</title><description>1 < 2 & 3 <p>open <br></description></item></channel></rss>")]
    [InlineData("<RSS><CHANNEL><ITEM><TITLE>A</TITLE></ITEM></CHANNEL></RSS>")]
    [InlineData("<rss><channel><item><title>A</titel></item></channel></rss>")] // misspelt end
    [InlineData("<rss><channel><item><title>A<guid>x</guid></item></channel></rss>")] // no end at all
    [InlineData("<rss version=2.0><channel><item><title>A</title><enclosure url=https://x/a.mp3 length=1></item></channel></rss>")]
    [InlineData("<html><body><rss><channel><item><title>A</title></item></channel></rss></body></html>")]
    [InlineData("<rss><channel><item><title>A</title><x a=\"1></x></item></channel></rss>")] // forgotten quote
    [InlineData("<rss><channel><item><title>A</title></channel></rss>")] // item never closed
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"A\">]><rss><channel><item><title>&a;</title></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>\u0008A\u0001</title></item></channel></rss>")]
    public void Extract_Dirt_KeepsTheWholeEntries(string feed) => Assert.Equal(["title=A"], Extracting.Rows(feed, Path));

    [Theory]
    [InlineData("<html><body>Just a moment...</body></html>", "HTML page, not a feed")]
    [InlineData("", "feed is empty")]
    [InlineData("hello", "no RSS, RDF, Atom or JSON Feed")]
    [InlineData("{\"a\":1}", "without 'items'")]
    [InlineData("{\"a\":", "none")]
    public void Extract_NoFeed_SaysWhy(string body, string message) =>
        Assert.Contains(message, Assert.Throws<ExtractionException>(() => Extracting.Page(body, Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Extract_Podcast_HasItsNames()
    {
        const string Feed = """
            <rss xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:m="http://search.yahoo.com/mrss/"><channel><item>
            <title>A &#38; B</title><guid isPermaLink="true">https://pod.example/1</guid><i:duration>12:30</i:duration><i:episode>3</i:episode>
            <enclosure url="https://pod.example/1.mp3" type="audio/mpeg" length="99"/>
            <m:group><m:thumbnail url="https://pod.example/t.jpg"/></m:group><author>jane@example.org (Jane)</author><category>x</category><category>y</category>
            </item></channel></rss>
            """;

        var row = Extracting
            .Page(
                Feed,
                """
                response: feed
                fields:
                  title: { selector: title }
                  url: { selector: link }
                  duration: { selector: duration }
                  seriesNumber: { selector: "itunes:episode", filters: [number] }
                  file: { selector: enclosure }
                  size: { selector: enclosureLength }
                  imageUrl: { selector: image }
                  thumb: { selector: "media:thumbnail", attribute: url }
                  creators: { selector: authors, all: true }
                  mail: { selector: authorEmail }
                  genres: { selector: categories, all: true }
                  kind: { case: { enclosure: episode, "*": post } }
                """
            )
            .Rows.Single();

        Assert.Empty(row.Errors);
        Assert.Equal(
            "A & B|https://pod.example/1|12:30|3|https://pod.example/1.mp3|99|https://pod.example/t.jpg|https://pod.example/t.jpg|Jane|jane@example.org|x, y|episode",
            string.Join('|', row.Fields.Values.Select(value => value.ToText()))
        );
    }

    [Fact]
    public void Extract_XmlBase_CountsForLinksAndTexts()
    {
        const string Feed = """
            <feed xml:base="https://base.example/a/" xmlns="http://www.w3.org/2005/Atom"><entry xml:base="b/"><title>T</title><link href="c"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="d">x</a> &lt;</div></content></entry></feed>
            """;

        Assert.Equal(
            ["url=https://base.example/a/b/c; content=<a href=\"https://base.example/a/b/d\">x</a> &lt;"],
            Extracting.Rows(
                Feed,
                "response: feed\nfields:\n  url: { selector: link }\n  content: { selector: content }\n  title: { selector: none, "
                    + "optional: true }"
            )
        );
    }

    [Fact]
    public void Extract_NextLink_IsTheFeeds() =>
        Assert.Equal(
            "https://example.org/2",
            Extracting
                .Page(
                    "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='/2'/></feed>",
                    Path + "\npagination: { next: { selector: next } }"
                )
                .Next?.AbsoluteUri
        );
}
