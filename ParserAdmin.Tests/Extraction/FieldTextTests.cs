using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

/// <summary>Fields that are made, not found.</summary>
public sealed class FieldTextTests
{
    private const string Book = "<article data-id=7><h2>Eden</h2><b>12.50 €</b></article>";

    [Theory]
    [InlineData("x: { text: constant }", "constant")]
    [InlineData("x: { text: \"{title} #{id} for {price}\" }", "Eden #7 for 12.5 EUR")]
    [InlineData("x: { text: \"/books/{id}\", filters: [url] }", "https://example.org/books/7")]
    [InlineData("x: { text: \"{title}\", filters: [upper, { append: \"!\" }] }", "EDEN!")]
    [InlineData("x: { text: \"{none} of {title}\", default: nobody }", "nobody")]
    public void Extract_Text_IsFilledWithTheRowsFields(string field, string expected) =>
        Assert.EndsWith($"; x={expected}", Assert.Single(Extracting.Rows(Book, Path(field))), StringComparison.Ordinal);

    [Fact]
    public void Extract_TextOfAFieldThatIsEmpty_IsEmptyItself()
    {
        var row = Assert.Single(Extracting.Page(Book, Path("x: { text: \"{none} of {title}\" }")).Rows);

        Assert.False(row.Fields.ContainsKey("x"));
        Assert.Equal("x", Assert.Single(row.Errors).Field);
    }

    [Theory]
    [InlineData(
        "json",
        """{"b":[{"id":7,"title":"Eden"}]}""",
        "rows: { selector: \"$.b[*]\" }\nfields: { id: { selector: $.id }, title: { selector: $.title }, x: { text: \"{title}/{id}\" } }"
    )]
    [InlineData(
        "feed",
        "<rss><channel><item><guid>7</guid><title>Eden</title></item></channel></rss>",
        "fields: { id: { selector: id }, title: { selector: title }, x: { text: \"{title}/{id}\" } }"
    )]
    public void Extract_OtherResponses_TakeItToo(string response, string body, string path) =>
        Assert.EndsWith("x=Eden/7", Assert.Single(Extracting.Rows(body, $"response: {response}\n{path}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("x: { text: \"{titel}\" }", "no field 'titel' comes before this one; did you mean 'title'?")]
    [InlineData("x: { text: \"{later}\" }\n  later: { selector: i }", "no field 'later' comes before this one; write it before this one")]
    [InlineData("x: { text: \"{x}\" }", "no field 'x' comes before this one")]
    [InlineData("x: { text: \"a { b\" }", "has a brace that is no field; write fields as {title}")]
    [InlineData("x: { text: a, selector: b }", "has no effect beside 'text'")]
    [InlineData("x: { text: \" \" }", "is blank")]
    public void Read_Mistake_IsOneErrorThatSaysWhatToDo(string field, string message)
    {
        var yaml =
            "version: 1\nid: test\nname: Test\nkind: catalog\nidentity: hash\nlinks: [\"https://example.org/\"]\npaths:\n  catalog:\n   "
            + " path: list\n"
            + string.Concat(Path(field).Split('\n').Select(line => $"    {line}\n"));

        Assert.Contains(message, Assert.Single(SourceDefinitionReader.Read(yaml).Errors).Message, StringComparison.Ordinal);
    }

    private static string Path(string field) =>
        $"rows: {{ selector: article }}\nfields:\n  title: {{ selector: h2 }}\n  id: {{ attribute: data-id }}\n  price: {{ selector: b, "
        + $"filters: [money] }}\n  none: {{ selector: u, optional: true }}\n  {field}";
}
