using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Items.Mapping;
using Xunit;

namespace ParserAdmin.Tests.Items.Mapping;

public sealed class ItemMapperTests
{
    [Theory]
    [InlineData(40, true)]
    [InlineData(61, false)]
    public void Settled_RelativeTime_KeepsTheStoredOneWithinItsExactness(int minutes, bool kept)
    {
        var stored = new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        var read = new TimeValue(stored.AddMinutes(minutes)) { Within = TimeSpan.FromHours(1) };
        var row = new ExtractedRow(new Dictionary<string, FieldValue> { ["title"] = new TextValue("A"), ["publishedAt"] = read }, []);

        var draft = ItemMapper.Map(row, null, "post").Draft!;

        Assert.Equal(kept ? stored : read.Time, draft.Settled(stored).PublishedAt);
        Assert.Equal(read.Time, draft.Settled(null).PublishedAt);
    }

    [Fact]
    public void Map_AllFields_GoToTheirPlaces()
    {
        var item = Map(
            ("externalId", new TextValue("7")),
            ("title", new TextValue(" The Road ")),
            ("url", new TextValue("https://example.org/7")),
            ("price", new MoneyValue(12.50m, "EUR")),
            ("status", new TextValue("On-Going")),
            ("publishedAt", new TimeValue(new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(12345))),
            ("series", new TextValue("Roads")),
            ("seriesNumber", new TextValue("1.5")),
            ("creators", new TextValue("A. Writer")),
            ("genres", new ListValue(["Drama", "drama", " ", "Travel"])),
            ("imageUrl", new TextValue("https://example.org/7.svg")),
            ("year", new NumberValue(1987)),
            ("tags", new ListValue(["x", "y"]))
        ).Draft!;

        Assert.Equal(("7", "title", "The Road", "https://example.org/7"), (item.ExternalId, item.Kind, item.Title, item.Url));
        Assert.Equal((12.50m, "EUR", "ongoing"), (item.Price, item.Currency, item.Status));
        Assert.Equal(new DateTime(2024, 1, 2, 3, 4, 5, 1, DateTimeKind.Utc), item.PublishedAt);
        Assert.Equal(("Roads", 1.5m, "https://example.org/7.svg"), (item.Series, item.SeriesNumber, item.ImageUrl));
        Assert.Equal(["A. Writer"], item.Creators);
        Assert.Equal(["Drama", "Travel"], item.Genres);
        Assert.Equal([KeyValuePair.Create("tags", "x, y"), KeyValuePair.Create("year", "1987")], item.Attributes);
    }

    [Fact]
    public void Map_Detail_IsLaidOverTheRow()
    {
        var row = new ExtractedRow(
            Fields(("title", new TextValue("Short")), ("series", new TextValue("Kept"))),
            [FieldError.Empty("year")]
        );
        var detail = new ExtractedRow(
            Fields(("title", new TextValue("The long title")), ("year", new NumberValue(2001))),
            [FieldError.Empty("series")]
        );

        var mapped = ItemMapper.Map(row, detail, "title");

        Assert.Equal(("The long title", "Kept", "2001"), (mapped.Draft!.Title, mapped.Draft.Series, mapped.Draft.Attributes["year"]));
        Assert.Empty(mapped.Errors);
    }

    [Fact]
    public void Map_TextsLongerThanTheirColumns_AreCutAndNoCharacterIsHalved()
    {
        var item = Map(
            ("title", new TextValue(new string('a', 998) + "🪐" + "tail")),
            ("status", new TextValue(new string('s', 5_000))),
            ("series", new TextValue(new string('r', 501))),
            ("body", new TextValue(new string('b', 100_000)))
        ).Draft!;

        Assert.Equal(new string('a', 998) + "…", item.Title);
        Assert.Equal((100, 500, 100_000), (item.Status!.Length, item.Series!.Length, item.Attributes["body"].Length));
    }

    [Theory]
    [InlineData("kind", "a whole sentence about what this is")]
    [InlineData("price", "123456789012345")]
    [InlineData("seriesNumber", "99999999999999.5")]
    public void Map_MoreThanAColumnHolds_IsLeftOutAndReported(string field, string text)
    {
        var mapped = Map(("title", new TextValue("T")), (field, new TextValue(text)));

        Assert.Equal(field, Assert.Single(mapped.Errors).Field);
        Assert.Equal(("title", null, null), (mapped.Draft!.Kind, mapped.Draft.Price, mapped.Draft.SeriesNumber));
    }

    [Fact]
    public void Map_NoTitle_GivesNoDraftAndOneError()
    {
        Assert.Null(Map(("url", new TextValue("https://x/"))).Draft);
        Assert.Equal("title", Assert.Single(Map(("title", new TextValue("\0 "))).Errors).Field);
        Assert.Single(ItemMapper.Map(new ExtractedRow(Fields(), [FieldError.Empty("title")]), null, "title").Errors);
    }

    [Fact]
    public void Map_FilterFailure_IsKept()
    {
        var failure = FieldError.Failed("price", "money", "ask", "why");

        Assert.Equal([failure], ItemMapper.Map(new ExtractedRow(Fields(("title", new TextValue("T"))), [failure]), null, "title").Errors);
    }

    [Theory]
    [InlineData("url", "books/7", "add the filter 'url'")]
    [InlineData("imageUrl", "javascript:x", "add the filter 'url'")]
    [InlineData("price", "12 EUR", "add the filter 'money'")]
    [InlineData("seriesNumber", "two", "add the filter 'number'")]
    [InlineData("publishedAt", "today", "add the filter 'date'")]
    public void Map_FieldOfTheWrongType_IsLeftOutAndReported(string field, string text, string message)
    {
        var mapped = Map(("title", new TextValue("T")), (field, new TextValue(text)));

        Assert.NotNull(mapped.Draft);
        Assert.Empty(mapped.Draft.Attributes);
        Assert.Contains(message, Assert.Single(mapped.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_ControlCharactersAndHalfSurrogates_AreMadeStorable() =>
        Assert.Equal("a\uFFFDb\nc", Map(("title", new TextValue("a\uD800b\n\0\u0007c"))).Draft!.Title);

    [Fact]
    public void Map_KindAndCurrencyFields_WinOverWhatIsImplied()
    {
        var item = Map(
            ("title", new TextValue("T")),
            ("kind", new TextValue("Book")),
            ("price", new MoneyValue(1, "USD")),
            ("currency", new TextValue("cad"))
        ).Draft!;

        Assert.Equal(("book", "CAD"), (item.Kind, item.Currency));
    }

    [Theory]
    [InlineData("ONGOING", "ongoing")]
    [InlineData("Finished", "completed")]
    [InlineData("For-Sale", "for sale")]
    [InlineData("sold  out", "sold")]
    [InlineData("  On  Hold ", "on hold")]
    public void Normalize_StatusWords_AreBroughtToOne(string text, string expected) => Assert.Equal(expected, ItemStatus.Normalize(text));

    private static MappedItem Map(params (string, FieldValue)[] fields) =>
        ItemMapper.Map(new ExtractedRow(Fields(fields), []), null, "title");

    private static Dictionary<string, FieldValue> Fields(params (string Name, FieldValue Value)[] fields) =>
        fields.ToDictionary(f => f.Name, f => f.Value);
}
