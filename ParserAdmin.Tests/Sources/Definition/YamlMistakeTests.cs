using ParserAdmin.Core.Sources.Definition;
using Xunit;
using static ParserAdmin.Tests.Sources.Definition.TypicalMistakes;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Mistakes that nearly everybody makes once, in YAML itself: indentation, tabs and quotes, commas and brackets, spaces.</summary>
public sealed class YamlMistakeTests
{
    [Fact]
    public void TheDefinition_WithoutAMistake_IsValid() => Assert.Empty(SourceDefinitionReader.Read(WithoutMistake).Errors);

    [Theory]
    // Indentation: too far in, too far out, by one and by two
    [InlineData(
        "    rows: { selector: article }\n    fields",
        "      rows: { selector: article }\n    fields",
        19,
        7,
        "'rows' is indented by 6 spaces, but 'path' in line 18 by 4 spaces: indent this line as the keys beside it"
    )]
    [InlineData(
        "    rows: { selector: article }",
        "     rows: { selector: article }",
        19,
        6,
        "'rows' is indented by 5 spaces, but 'path' in line 18 by 4 spaces"
    )]
    [InlineData(
        "    rows: { selector: article }",
        "   rows: { selector: article }",
        19,
        4,
        "'rows' is indented by 3 spaces, but 'path' in line 18 by 4 spaces"
    )]
    [InlineData("    path: list", "     path: list", 18, 6, "'path' is indented by 5 spaces, but 'rows' in line 19 by 4 spaces")]
    [InlineData("    pagination", "     pagination", 29, 6, "'pagination' is indented by 5 spaces, but 'fields' in line 20 by 4 spaces")]
    [InlineData("      url: {", "     url: {", 23, 6, "'url' is indented by 5 spaces, but 'title' in line 21 by 6 spaces")]
    [InlineData("      url: {", "       url: {", 23, 8, "'url' is indented by 7 spaces, but 'title' in line 21 by 6 spaces")]
    [InlineData("  item:\n", " item:\n", 31, 2, "'item' is indented by 1 space, but 'catalog' in line 17 by 2 spaces")]
    [InlineData("kind: catalog", " kind: catalog", 4, 2, "'kind' is indented by 1 space, but 'name' in line 3 by none")]
    [InlineData(
        "    detail: { path: item",
        "  detail: { path: item",
        30,
        3,
        "unknown path 'detail'; it belongs to one of the keys above it: indent it further"
    )]
    [InlineData(
        "    pagination",
        "      pagination",
        29,
        7,
        "'pagination' stands among the fields, but belongs to the path: indent it as 'fields'"
    )]
    [InlineData(
        "        selector: h2",
        "      selector: h2",
        22,
        7,
        "'selector' belongs to 'title' in line 21: indent this line further than that one"
    )]
    [InlineData("  item:\n", "item:\n", 31, 1, "unknown key 'item'; it is a path: indent it further, under 'paths'")]
    [InlineData(
        "  item:\n",
        "    item:\n",
        32,
        5,
        "if it belongs to 'item' in line 31, which holds nothing, indent it further than that line"
    )]
    [InlineData(
        "paths:\n  catalog:",
        "paths:\ncatalog:",
        17,
        1,
        "'catalog' belongs to 'paths' in line 16: indent this line further than that one"
    )]
    [InlineData("    rows: { selector: article }", "    rows:\n    selector: article", 20, 5, "'selector' belongs to 'rows' in line 19")]
    // Tabs and quotes
    [InlineData("        selector: h2", "\t\tselector: h2", 22, 1, "a tab stands here; YAML indents with spaces only")]
    [InlineData("selector: h2", "selector: #title", 22, 18, "'#title' is a comment to YAML; quote it, \"#title\"")]
    [InlineData("selector: h2", "selector: div #title", 22, 19, "quote the whole: \"div #title\"")]
    [InlineData(
        "{ selector: main }",
        "{ selector: #main }",
        32,
        23,
        "a '#' after a space begins a comment, so the rest of this line is lost; quote the text, such as \"#main\""
    )]
    [InlineData("selector: h2", "selector: @title", 22, 19, "a text cannot begin with @")]
    [InlineData("selector: h2", "selector: > h2", 22, 19, "begin a selector with ':scope': \":scope > h2\"")]
    [InlineData(
        "selector: h2",
        "selector: [itemprop=name]",
        22,
        19,
        "without quotes [itemprop=name] is a list; quote it: \"[itemprop=name]\""
    )]
    [InlineData("selector: .next", "selector: a[rel=next]", 29, 37, "needs quotes here: \"a[rel=next]\"")]
    [InlineData("'(\\d+ €)'", "\"(\\d+ €)\"", 24, 69, "write the text in single quotes")]
    [InlineData("\"{{ .Config.user }}\"", "{{ .Config.user }}", 12, 21, "quote it: \"{{ .Config.user }}\"")]
    [InlineData(
        "fetch: { delay: 2s }",
        "fetch: { headers: { Authorization: Bearer {{ .Config.password }} } }",
        15,
        36,
        "quote it: \"Bearer {{ .Config.password }}\""
    )]
    [InlineData("  error: [", "  cookie: {{ .Config.password }}; a=b\n  error: [", 13, 11, "quote it: \"{{ .Config.password }}; a=b\"")]
    [InlineData("          \"*\": for sale", "          *: for sale", 28, 11, "quote the star: \"*\": for sale")]
    [InlineData(
        "case:\n          .sold: sold\n          \"*\": for sale",
        "case: { .sold: sold, *: for sale }",
        26,
        30,
        "quote the star: \"*\": for sale"
    )]
    [InlineData("path: list", "path: {url}", 18, 11, "'path' must be text, but is a mapping; quote it: \"{url}\"")]
    [InlineData("name: A shop", "name: A shop: books", 3, 7, "quote the text: \"A shop: books\"")]
    [InlineData("name: A shop", "name: 'Bob's shop'", 3, 12, "there is more text after the closing quote")]
    [InlineData("name: A shop", "name: #1 shop", 3, 6, "'#1 shop' is a comment to YAML; quote it, \"#1 shop\"")]
    [InlineData("name: A shop", "name: 'A shop", 3, 7, "the quote that begins here is not closed")]
    [InlineData("selector: .price,", "selector: \".price,", 24, 26, "the quote that begins here is not closed")]
    [InlineData("version: 1", "```yaml\nversion: 1", 1, 1, "remove the lines that begin with ```")]
    [InlineData("selector: .next", "selector: a:contains(Next: page)", 29, 37, "quote the text: \"a:contains(Next: page)\"")]
    [InlineData("  item:\n", "  item:\n    <<: *base\n", 32, 9, "aliases such as *base are not accepted")]
    // Commas and brackets
    [InlineData("selector: a, attribute: href", "selector: a attribute: href", 23, 26, "there is no ',' before 'attribute'")]
    [InlineData("[\"https://example.org/\"]", "[\"https://example.org/\" \"https://b.org/\"]", 5, 32, "there is no ',' before this text")]
    [InlineData("rows: { selector: article }", "rows: { selector: article", 19, 11, "this '{' is not closed; add a '}'")]
    [InlineData("filters: [url] }", "filters: [url }", 23, 58, "the '[' in column 53 is not closed; put a ']' before this '}'")]
    // Spaces
    [InlineData(
        "      title:\n        selector: h2",
        "      title:{ selector: h2 }",
        21,
        7,
        "put a space after the ':', such as 'title: { … }'"
    )]
    [InlineData(
        "      title:\n        selector: h2",
        "      title:{ selector: h2, all: false }",
        21,
        7,
        "put a space after the ':', such as 'title: { … }'"
    )]
    [InlineData(
        "    rows: { selector: article }",
        "    rows:{ selector: article }",
        19,
        5,
        "put a space after the ':', such as 'rows: { … }'"
    )]
    [InlineData("filters: [url]", "filters:[url]", 23, 44, "put a space after the ':', such as 'filters: [ … ]'")]
    [InlineData("{ regex: '(", "{ regex:'(", 24, 62, "put a space after the ':', such as 'regex: \"…\"'")]
    [InlineData(
        "    rows: {",
        "\u00A0\u00A0\u00A0\u00A0rows: {",
        19,
        1,
        "a no-break space (U+00A0) stands here, which YAML takes for a letter; put plain spaces there"
    )]
    [InlineData("      url: {", "      \u00A0url: {", 23, 7, "a no-break space (U+00A0) stands here")]
    [InlineData("      url: {", "    \u00A0\u00A0url: {", 23, 5, "a no-break space (U+00A0) stands here")]
    [InlineData("        selector: h2", "\u3000\u3000selector: h2", 22, 1, "an ideographic space (U+3000) stands here")]
    [InlineData("    path: list", "    path:\u202Flist", 18, 10, "a narrow no-break space (U+202F) stands here")]
    public void Read_ATypicalMistake_SaysWhereAndWhatToDo(string text, string mistake, int line, int column, string message) =>
        AssertTold(text, mistake, line, column, message);
}
