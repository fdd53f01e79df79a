using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Feeds;
using ParserAdmin.Core.Extraction.Text.Dates;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

/// <summary>Whatever a server sends, reading ends soon: with rows, or with the one exception that says why not.</summary>
public sealed class ExtractionPropertyTests
{
    private static readonly string[] Marks =
    [
        "<",
        ">",
        "</",
        "/>",
        "<rss>",
        "<channel>",
        "<item>",
        "</item>",
        "<entry>",
        "</entry>",
        "<title>",
        "</title>",
        "<description>",
        "</description>",
        "<link href=\"",
        "\"",
        "'",
        "=",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?",
        "?>",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>",
        "&amp;",
        "&#x;",
        "&a;",
        "&",
        "xml:base=\"http://a/\"",
        " xmlns:dc='http://purl.org/dc/elements/1.1/' ",
        "<dc:creator>",
        "<div>",
        "\u0000",
        "\uD800",
        "é",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "type=\"xhtml\"",
        "{\"items\":[",
        "{}",
        "]",
    ];

    private static readonly string[] Pieces =
    [
        "1",
        "12",
        "2024",
        "99999999999",
        ".",
        ":",
        "-",
        "/",
        "+",
        " ",
        "ago",
        "hours",
        "март",
        "в",
        "vor",
        "Tagen",
        "T",
        "Z",
        "GMT",
        "pm",
        "年",
        "月",
        "前",
        "3時間",
        "h",
        "an",
        "un",
        "today",
        "вчера",
        "\u0660",
    ];

    [Fact]
    public void Feed_MarkupInAnyOrder_EndsInEntriesOrAReason() =>
        Prop.ForAll(Gen.Elements(Marks).ListOf().ToArbitrary(), pieces => Feed("<rss><channel><item>" + string.Concat(pieces)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Feed_AnyText_EndsInEntriesOrAReason() => Prop.ForAll<string>(text => Feed(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Xml_MarkupInAnyOrder_EndsInRowsOrAReason() =>
        Prop.ForAll(
                Gen.Elements(Marks).ListOf().ToArbitrary(),
                pieces => Rows(string.Concat(pieces), "response: xml\nrows: { selector: title }\nfields:\n  title: { optional: true }")
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Json_AnyText_EndsInRowsOrAReason() =>
        Prop.ForAll<string>(text =>
                Rows("{\"a\":" + text, "response: json\nrows: { selector: \"$..a\" }\nfields:\n  title: { optional: true }")
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Date_AnyText_NeverThrows() => Prop.ForAll<string>(text => Date(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Date_PiecesInAnyOrder_NeverThrows() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().ToArbitrary(), pieces => Date(string.Concat(pieces))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<rss><channel><item><title>", "<title>")]
    [InlineData("<rss><channel>", "<item><title>")]
    [InlineData("<rss><channel><item>", "<a>")]
    [InlineData("<rss><channel><item><description>", "<")]
    [InlineData("<rss><channel><item>", "<a b=\"")]
    [InlineData("<rss><channel><item><description>", "&")]
    [InlineData("<rss><channel><item><author>", "<x></y>")]
    public void Feed_BuiltToExhaust_EndsSoon(string start, string repeated)
    {
        var began = Stopwatch.GetTimestamp();

        Feed(start + string.Concat(Enumerable.Repeat(repeated, 20_000)));

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static void Feed(string text)
    {
        try
        {
            // The reading is what is measured; a few hundred entries tell how each name fares.
            foreach (var entry in FeedReading.Read(text, CancellationToken.None).Entries.Take(300))
            {
                foreach (var name in FeedNames.Names)
                    Assert.True(entry.Find(name, null).All(text => text is not null));
            }
        }
        catch (ExtractionException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    private static void Rows(string body, string path)
    {
        try
        {
            Assert.NotNull(Extracting.Page(body, path));
        }
        catch (ExtractionException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    private static void Date(string text)
    {
        var outcome = new DateReader(TimeZoneInfo.Utc, DateOrder.Unknown, TimeProvider.System).Read(text);
        Assert.True(outcome.Time is null == outcome.Failure is not null);
    }
}
