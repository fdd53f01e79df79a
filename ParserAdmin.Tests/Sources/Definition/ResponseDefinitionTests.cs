using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>What a path may say depends on what it answers with.</summary>
public sealed class ResponseDefinitionTests
{
    [Theory]
    [InlineData("response: json, rows: { selector: \"$.a[\" }, fields: { title: { selector: $.t } }", "bad JSONPath '$.a['")]
    [InlineData("response: json, rows: { selector: \"$..a..b..c\" }, fields: { title: { selector: $.t } }", "may stand twice at most")]
    [InlineData("response: json, rows: { selector: $.a }, fields: { title: { selector: $.t, attribute: x } }", "JSON has no attributes")]
    [InlineData(
        "response: json, rows: { jsonLd: Product, script: script }, fields: { title: { selector: $.t } }",
        "no effect beside 'jsonLd'"
    )]
    [InlineData("response: json, rows: { script: \"script[\", selector: $ }, fields: { title: { selector: $.t } }", "bad CSS selector")]
    [InlineData("response: json, rows: { pattern: \"(\", selector: $ }, fields: { title: { selector: $.t } }", "bad regular expression")]
    [InlineData("response: html, rows: { selector: li, script: script }, fields: { title: {} }", "add 'response: json'")]
    [InlineData("response: feed, rows: { selector: item }, fields: { title: { selector: title } }", "remove 'rows'")]
    [InlineData("response: feed, fields: { title: {} }", "needs a name")]
    [InlineData("response: feed, fields: { title: { selector: \"a b\" } }", "one of the feed's names")]
    [InlineData("response: feed, fields: { title: { selector: title, remove: b } }", "for html and xml")]
    [InlineData("response: feed, fields: { title: { selector: title, lines: true } }", "for html and xml")]
    [InlineData("response: xml, rows: { selector: \"a[\" }, fields: { title: {} }", "bad CSS selector")]
    [InlineData("rows: { selector: li }, fields: { title: { selector: [] } }", "the list is empty")]
    [InlineData("rows: { selector: li }, fields: { title: { selector: [a, \"b[\"] } }", "bad CSS selector 'b['")]
    [InlineData("rows: { selector: li }, fields: { title: { filters: [{ json: \"$.[\" }] } }", "bad JSONPath")]
    [InlineData("rows: { selector: li }, fields: { title: { filters: [{ date: { order: myd } }] } }", "write dmy, mdy or ymd")]
    public void Read_WhatTheResponseDoesNotHave_IsAnError(string path, string message) =>
        Assert.Contains(Read(path).Errors, error => error.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("response: json, rows: { jsonLd: Product }, fields: { title: { selector: [$.name, $.headline] } }")]
    [InlineData(
        "response: json, rows: { script: script, pattern: 'a=', selector: \"$['a'][?(@.b == 'c')]\" }, fields: { title: { case: { $.x: "
            + "a, \"*\": b } } }"
    )]
    [InlineData("response: xml, rows: { selector: item }, fields: { title: { selector: \"*|creator\" } }")]
    [InlineData(
        "response: feed, fields: { title: { selector: [title, \"media:title\", feed.title] }, kind: { case: { enclosure: episode, "
            + "\"*\": post } } }"
    )]
    [InlineData(
        "rows: { selector: li }, fields: { title: { lines: true, filters: [join, { join: { separator: x } }, { querystring: id }, { "
            + "date: { order: dmy } }] } }"
    )]
    public void Read_WhatTheResponseHas_IsValid(string path) => Assert.Empty(Read(path).Errors);

    private static SourceDefinitionResult Read(string path) =>
        SourceDefinitionReader.Read(
            $"{{ version: 1, id: a, name: A, kind: catalog, identity: hash, links: [\"https://example.org/\"], paths: {{ catalog: {{ "
                + $"path: x, {path} }} }} }}"
        );
}
