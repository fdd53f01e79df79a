using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>A path whose selectors are for another response is told so once, and not at each of them.</summary>
public sealed class ResponseMistakeTests
{
    private const string Json = """
        rows: { selector: "$.items[*]" }
        fields:
          externalId: { selector: $.id }
          title: { selector: [$.name, $.title] }
          url: { selector: $.link }
          price: { selector: $.price, filters: [money] }
          status: { case: { $.sold: sold, "*": for sale } }
        pagination: { cursor: { selector: $.next } }
        detail: { path: item, link: url }
        """;

    private const string Css = """
        rows: { selector: article.book }
        fields:
          externalId: { attribute: data-id }
          title: { selector: h2 a, remove: small, lines: true }
          url: { selector: "#main > a", attribute: href, filters: [url] }
          status: { case: { .sold: sold, "*": for sale } }
        pagination: { next: { selector: .next } }
        """;

    private const string Feed = """
        fields:
          externalId: { selector: [id, link] }
          title: { selector: title }
          url: { selector: link, filters: [url] }
          publishedAt: { selector: published, filters: [date] }
        """;

    [Theory]
    [InlineData(null, Json, 9, 5, "the path 'catalog': these selectors look like JSONPath; add 'response: json'")]
    [InlineData("html", Json, 9, 15, "but the path has 'response: html'; write 'response: json'")]
    [InlineData("xml", Json, 9, 15, "but the path has 'response: xml'; write 'response: json'")]
    [InlineData("feed", Json, 9, 15, "but the path has 'response: feed'; write 'response: json'")]
    [InlineData("json", Css, 9, 15, "these selectors look like CSS, but the path has 'response: json'")]
    [InlineData("feed", Css, 9, 15, "these selectors look like CSS, but the path has 'response: feed'")]
    [InlineData(null, Feed, 9, 5, "the selectors look like a feed's names; add 'response: feed'")]
    [InlineData("jsn", Json, 9, 15, "unknown value 'jsn'; did you mean 'json'?")]
    public void Read_SelectorsOfAnotherResponse_AreOneMistake(string? response, string path, int line, int column, string message)
    {
        var error = Assert.Single(Read(response, path).Errors);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("json", Json)]
    [InlineData(null, Css)]
    [InlineData("feed", Feed)]
    public void Read_SelectorsOfTheResponse_AreFine(string? response, string path) => Assert.Empty(Read(response, path).Errors);

    [Theory]
    [InlineData("items", "name", "author.name")]
    [InlineData("$['a b']", "['a b']", "tags[0]")]
    public void Read_JsonPathsInOtherForms_AreFine(string rows, string title, string id) =>
        Assert.Empty(
            Read(
                "json",
                $"rows: {{ selector: \"{rows}\" }}\nfields:\n  title: {{ selector: \"{title}\" }}\n  externalId: {{ selector: \"{id}\" }}"
            ).Errors
        );

    private static SourceDefinitionResult Read(string? response, string path)
    {
        var lines = (response is null ? path : $"response: {response}\n{path}").Split('\n').Select(line => "    " + line);
        return SourceDefinitionReader.Read(
            "version: 1\nid: a\nname: A\nkind: catalog\nidentity: externalId\nlinks: [\"https://example.org/\"]\npaths:\n"
                + "  catalog:\n"
                + string.Join('\n', lines)
                + "\n    path: x\n  item:\n    rows: { selector: main }\n    fields: { note: { selector: p, optional: true } }\n"
        );
    }
}
