using Xunit;
using static ParserAdmin.Tests.Sources.Definition.TypicalMistakes;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Mistakes that nearly everybody makes once, in keys: unknown, missing and misplaced ones.</summary>
public sealed class KeyMistakeTests
{
    [Theory]
    // Keys that are not known, or not there
    [InlineData("    rows: { selector: article }", "    row: { selector: article }", 19, 5, "unknown key 'row'; did you mean 'rows'?")]
    [InlineData("    rows: { selector: article }", "    Rows: { selector: article }", 19, 5, "unknown key 'Rows'; did you mean 'rows'?")]
    [InlineData("    rows: { selector: article }", "    selector: article", 19, 5, "unknown key 'selector'; it belongs into 'rows'")]
    [InlineData("{ selector: article }", "{ selector:article }", 19, 13, "put a space after the ':', such as 'selector: article'")]
    [InlineData("{ selector: article }", "{ css: article }", 19, 13, "unknown key 'css'; did you mean 'selector'?")]
    [InlineData("attribute: href", "attr: href", 23, 27, "unknown key 'attr'; did you mean 'attribute'?")]
    [InlineData("      title:", "      Title:", 21, 7, "the field 'title' is missing: an item needs a title; write 'title' for 'Title'")]
    [InlineData("fetch: { delay: 2s }", "delay: 2s", 15, 1, "unknown key 'delay'; it belongs into 'fetch'")]
    [InlineData(
        ", filters: [{ regex: '(\\d+ €)' }, money]",
        ", regex: '(\\d+ €)', filters: [money]",
        24,
        50,
        "unknown key 'regex'; it is a filter: write 'filters: [{ regex: … }]'"
    )]
    [InlineData("filters: [{ regex: '(\\d+ €)' }, money]", "filter: [money]", 24, 50, "unknown key 'filter'; did you mean 'filters'?")]
    [InlineData("{ regex:", "{ regexp:", 24, 62, "unknown filter 'regexp'; did you mean 'regex'?")]
    [InlineData("links:", "link:", 5, 1, "unknown key 'link'; did you mean 'links'?")]
    [InlineData("    path: list", "    url: list", 18, 5, "unknown key 'url'; did you mean 'path'?")]
    [InlineData("version: 1\n", "", 1, 1, "the key 'version' is missing; add for example 'version: 1'")]
    [InlineData(
        "    path: list",
        "    path: list\n    path: other",
        19,
        5,
        "'path' stands here a second time (first in line 18); remove one of them"
    )]
    [InlineData("    path: list", "    path:list", 18, 5, "the key 'path' has no ': ' behind it; write 'path: list'")]
    // What belongs elsewhere
    [InlineData(
        "    path: list",
        "    path: list\n    request: { form: { q: x } }\n    headers: { A: b }",
        20,
        5,
        "unknown key 'headers'; it belongs into 'request'"
    )]
    [InlineData(
        "    path: list",
        "    path: list\n    request: { headers: { A: b } }\n    form: { q: x }",
        20,
        5,
        "unknown key 'form'; it belongs into 'request'"
    )]
    [InlineData(
        "    path: list",
        "    path: list\n    headers: { A: b }",
        19,
        5,
        "unknown key 'headers'; write 'request: { headers: { … } }'"
    )]
    [InlineData("fetch: { delay: 2s }", "fetch: { renderer: browser, wait: 5s }", 15, 35, "the time is 'waitTimeout: 5s'")]
    [InlineData(
        "    fields:\n      description",
        "  fields:\n      description",
        33,
        3,
        "unknown path 'fields'; it belongs to one of the keys above it: indent it further"
    )]
    [InlineData("    fields:\n      description", "fields:\n      description", 33, 1, "unknown key 'fields'; it belongs to a path")]
    [InlineData(
        "    path: list\n",
        "  path: list\n",
        18,
        3,
        "'path' belongs to 'catalog' in line 17: indent this line further than that one"
    )]
    public void Read_ATypicalMistake_SaysWhereAndWhatToDo(string text, string mistake, int line, int column, string message) =>
        AssertTold(text, mistake, line, column, message);
}
