using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Ten mistakes that nearly everybody makes once: each is an error at its place that says what to do.</summary>
public sealed class TypicalMistakeTests
{
    private const string Definition = """
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
              title:
                selector: h2
              url: { selector: a, attribute: href, filters: [url] }
              price: { selector: .price, optional: true, filters: [{ regex: '(\d+)' }, number] }
            pagination: { next: { selector: .next }, maxPages: 20 }
            detail: { path: item, link: url }
          item:
            rows: { selector: main }
            fields:
              description: { selector: p }

        """;

    [Fact]
    public void TheDefinition_WithoutAMistake_IsValid() => Assert.Empty(SourceDefinitionReader.Read(Definition).Errors);

    [Theory]
    // 1 wrong indentation: a key too far in, and one too far out
    [InlineData("    rows: { selector: article }\n    fields", "      rows: { selector: article }\n    fields", 9, "indent this line as the keys beside it")]
    [InlineData("    detail: { path: item", "  detail: { path: item", 16, "unknown key 'detail'; it belongs to one of the keys above it: indent it further")]
    // 2 a key that is not known
    [InlineData("    rows: { selector: article }", "    row: { selector: article }", 9, "unknown key 'row'; did you mean 'rows'?")]
    // 3 a bad selector
    [InlineData("selector: .price", "selector: \"span[class=price\"", 14, "bad CSS selector 'span[class=price': check brackets")]
    // 4 a bad regular expression
    [InlineData("(\\d+)", "(\\d+", 14, "bad regular expression '(\\d+'")]
    // 5 no filter url
    [InlineData(", filters: [url] }", " }", 13, "add 'filters: [url]'")]
    // and no filter money
    [InlineData(", filters: [{ regex: '(\\d+)' }, number] }", " }", 14, "add 'filters: [money]'")]
    // 6 a detail that leads nowhere
    [InlineData("detail: { path: item,", "detail: { path: items,", 16, "there is no path 'items'; did you mean 'item'?")]
    // 7 a tab
    [InlineData("        selector: h2", "\t\tselector: h2", 12, "a tab stands here; YAML indents with spaces only")]
    // 8 a key twice
    [InlineData("    path: list", "    path: list\n    path: other", 9, "'path' stands here a second time (first in line 8); remove one of them")]
    // 9 a wrong type
    [InlineData("filters: [url]", "filters: url", 13, "must be a list ([a, b] or lines that begin with '- '), but is text")]
    [InlineData("links: [\"https://example.org/\"]", "links: https://example.org/", 5, "must be a list")]
    // 10 an unquoted '#'
    [InlineData("selector: h2", "selector: #title", 12, "'#title' is a comment to YAML; quote it, \"#title\"")]
    [InlineData("selector: h2", "selector: div #title", 12, "quote the whole: \"div #title\"")]
    [InlineData("{ selector: main }", "{ selector: #main }", 18, "a '#' after a space begins a comment, so the rest of this line is lost; quote the text, such as \"#main\"")]
    // and quotes that are missing, or the wrong ones
    [InlineData("selector: h2", "selector: @title", 12, "a text cannot begin with @")]
    [InlineData("'(\\d+)'", "\"(\\d+)\"", 14, "write the text in single quotes")]
    public void Read_ATypicalMistake_SaysWhereAndWhatToDo(string text, string mistake, int line, string message)
    {
        Assert.Contains(text, Definition, StringComparison.Ordinal);

        var errors = SourceDefinitionReader.Read(Definition.Replace(text, mistake, StringComparison.Ordinal)).Errors;

        Assert.Contains(errors, error => error.Line == line && error.Column >= 1 && error.Message.Contains(message, StringComparison.Ordinal));
        Assert.True(errors.Count <= 2, string.Join('\n', errors));
    }
}
