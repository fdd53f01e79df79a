using Xunit;
using static ParserAdmin.Tests.Sources.Definition.TypicalMistakes;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Mistakes that nearly everybody makes once, in values: selectors, patterns, filters and types.</summary>
public sealed class ValueMistakeTests
{
    [Theory]
    // Selectors and patterns
    [InlineData("selector: .price", "selector: \"span[class=price\"", 24, 26, "bad CSS selector 'span[class=price': check brackets")]
    [InlineData("selector: h2", "selector: //h2", 22, 19, "it looks like XPath; write CSS")]
    [InlineData(
        "selector: a, attribute: href",
        "selector: \"a::attr(href)\"",
        23,
        24,
        "the attribute stands apart; write selector: a, attribute: href"
    )]
    [InlineData("selector: h2", "selector: h2:first", 22, 19, "':first' is jQuery's, not CSS")]
    [InlineData("selector: h2", "selector: $.title", 22, 19, "it looks like JSONPath")]
    [InlineData("(\\d+ €)", "(\\d+ €", 24, 69, "bad regular expression '(\\d+ €': a ')' is missing; check the brackets")]
    [InlineData("(\\d+ €)", "\\d+ €)", 24, 69, "bad regular expression '\\d+ €)': a ')' closes nothing; check the brackets")]
    [InlineData("(\\d+ €)", "[\\d+ €", 24, 69, "a '[' is not closed; check the brackets")]
    [InlineData("(\\d+ €)", "*\\d+ €", 24, 69, "bad regular expression '*\\d+ €': Quantifier '*' following nothing")]
    // Filters that are missing or lose something
    [InlineData(", filters: [url] }", " }", 23, 12, "add 'filters: [url]'")]
    [InlineData(", filters: [{ regex: '(\\d+ €)' }, money] }", " }", 24, 14, "add 'filters: [money]'")]
    [InlineData("money] }", "number] }", 24, 59, "a price needs its currency, and 'number' leaves it out; write 'money' in its place")]
    [InlineData(
        ".price, optional: true, filters: [{ regex: '(\\d+ €)' }, money] }",
        ".price, attribute: content }",
        24,
        14,
        "a price needs its currency; add the filter 'money'"
    )]
    // Wrong types
    [InlineData(
        "filters: [url]",
        "filters: url",
        23,
        53,
        "must be a list ([a, b] or lines that begin with '- '), but is text; write [url]"
    )]
    [InlineData(
        "links: [\"https://example.org/\"]",
        "links: https://example.org/",
        5,
        8,
        "'links' must be a list ([a, b] or lines that begin with '- '), but is text; write [\"https://example.org/\"]"
    )]
    [InlineData(
        "      title:\n        selector: h2",
        "      title: h2",
        21,
        14,
        "'title' must be a mapping (key: value), but is text; write { selector: h2 }"
    )]
    [InlineData(
        "      description",
        "      - description",
        34,
        7,
        "'fields' must be a mapping (key: value), but is a list; remove the '- ' or the [ ] of its keys"
    )]
    [InlineData(
        "      title:\n        selector: h2",
        "      - title: { selector: h2 }",
        22,
        7,
        "line 21 begins with '- ' and this one does not"
    )]
    [InlineData(
        "settings:\n  user: { label: User }\n  password: { type: secret }",
        "settings: [user, password]",
        6,
        11,
        "'settings' must be a mapping"
    )]
    [InlineData("delay: 2s", "delay: 5", 15, 17, "'5' is not a duration; write a number and ms, s, m or h, such as 5s")]
    [InlineData("optional: true", "optional: yes", 24, 44, "'optional' must be true or false, but is text; write true")]
    [InlineData("version: 1", "version: 2", 1, 10, "version '2' is not known here; write 1")]
    [InlineData("filters: [{ regex: '(\\d+ €)' }, money]", "filters: [{ money: EUR }]", 24, 69, "write { money: { currency: EUR } }")]
    [InlineData(
        "{ regex: '(\\d+ €)' }",
        "{ regex: '(\\d) (€)', group: 2 }",
        24,
        60,
        "'group' belongs to 'regex'; write regex: { pattern: …, group: … }"
    )]
    [InlineData(
        "{ next: { selector: .next }, maxPages: 20 }",
        "{ page: p }",
        29,
        25,
        "'page' must be a mapping (key: value), but is text; write { parameter: p }"
    )]
    [InlineData("      title:\n        selector: h2", "      title: [h2, h3]", 21, 14, "write { selector: [h2, h3] }")]
    [InlineData(
        "detail: { path: item, link: url }",
        "detail: { link: url, fields: { description: { selector: p } } }",
        30,
        26,
        "unknown key 'fields'; it belongs to a path of its own"
    )]
    // What means something else
    [InlineData(
        "filters: [{ regex: '(\\d+ €)' }, money]",
        "filters: { regex: '(\\d+)' }",
        24,
        59,
        "but is a mapping; write [{ regex: '(\\d+)' }]"
    )]
    [InlineData(
        "          .sold: sold\n          \"*\": for sale",
        "          \"*\": for sale\n          .sold: sold",
        27,
        11,
        "'*' matches always, so what follows has no effect; write it last"
    )]
    [InlineData("    path: list", "    path: list\n    response: rss", 19, 15, "unknown value 'rss'; did you mean 'feed'?")]
    [InlineData("    path: list", "    path: list\n    response: Atom", 19, 15, "unknown value 'Atom'; did you mean 'feed'?")]
    public void Read_ATypicalMistake_SaysWhereAndWhatToDo(string text, string mistake, int line, int column, string message) =>
        AssertTold(text, mistake, line, column, message);
}
