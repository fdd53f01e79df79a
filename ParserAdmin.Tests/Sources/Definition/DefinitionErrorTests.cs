using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Each mistake is put into the full definition by replacing a piece of it; '¦' marks where the error must point.</summary>
public sealed class DefinitionErrorTests
{
    [Theory]
    // Keys
    [InlineData(
        "rows: { selector: \"article.title\" }",
        "rows: { ¦selecter: a, selector: b }",
        "unknown key 'selecter'; did you mean 'selector'?"
    )]
    [InlineData("language: en", "¦colour: red", "unknown key 'colour'; known: version, id")]
    [InlineData("  episodes: {", "  ¦episode: {", "unknown path 'episode'; did you mean 'episodes', the parts of an item?")]
    [InlineData("language: en", "¦id: twice", "'id' stands here a second time (first in line 2)")]
    [InlineData("rows: { selector: \"article.title\" }", "rows: ¦{}", "'selector' is missing")]
    [InlineData("{ selector: p }", "{ selector: p, ¦Optional: true }", "unknown key 'Optional'; did you mean 'optional'?")]
    [InlineData("language: en", "¦[a, b]: en", "a key must be text")]
    // Types
    [InlineData("links: [\"http://localhost:5080/demo/\", https://mirror.example/demo]", "links: ¦http://x/", "must be a list")]
    [InlineData("links: [\"http://localhost:5080/demo/\", https://mirror.example/demo]", "links: ¦[]", "the list is empty")]
    [InlineData("name: Demo catalogue", "name: ¦[a]", "must be text, but is a list")]
    [InlineData("name: Demo catalogue", "name:¦", "must be text, but is nothing")]
    [InlineData("name: Demo catalogue", "name: ¦\"  \"", "is blank")]
    [InlineData("optional: true, filters: [money]", "optional: ¦\"true\", filters: [money]", "must be true or false")]
    [InlineData("rows: { selector: \"article.title\" }", "rows: ¦article", "must be a mapping")]
    [InlineData("filters: [url]", "filters: ¦url", "must be a list")]
    // Values
    [InlineData("version: 1", "version: ¦2", "version '2' is not known")]
    [InlineData("id: demo", "id: ¦Demo!", "lower-case")]
    [InlineData("kind: catalog", "kind: ¦catalogue", "unknown value 'catalogue'; did you mean 'catalog'?")]
    [InlineData("identity: externalId", "identity: ¦title", "known: externalId, url, hash")]
    [InlineData("language: en", "language: ¦english!", "language tag")]
    [InlineData("https://mirror.example/demo", "¦mirror.example/demo", "is not a web address")]
    [InlineData("https://mirror.example/demo", "¦ftp://mirror.example/", "is not a web address")]
    [InlineData("delay: 35ms", "delay: ¦35", "is not a duration")]
    [InlineData("delay: 35ms", "delay: ¦2h", "0ms to 1h")]
    [InlineData("timeout: 10s", "timeout: ¦0s", "1s to 5m")]
    [InlineData("concurrency: 2", "concurrency: ¦many", "whole number from 1 to 16")]
    [InlineData("concurrency: 2", "concurrency: ¦17", "whole number from 1 to 16")]
    [InlineData("encoding: windows-1251", "encoding: ¦windows-9999", "unknown character set")]
    [InlineData("encoding: windows-1251", "renderer: ¦chromium", "unknown value 'chromium'; known: http, browser")]
    [InlineData("encoding: windows-1251", "wait: ¦.book", "add 'renderer: browser'")]
    [InlineData("encoding: windows-1251", "renderer: browser, wait: ¦\"a[\"", "bad CSS selector")]
    [InlineData("encoding: windows-1251", "renderer: browser, waitTimeout: ¦3m", "100ms to 2m")]
    [InlineData("encoding: windows-1251", "renderer: browser, images: ¦maybe", "must be true or false")]
    [InlineData("    response: html\n    rows", "    wait: ¦.book\n    rows", "add 'renderer: browser'")]
    [InlineData("Accept-Language: en", "¦Host: en", "set by the program")]
    [InlineData("Accept-Language: en", "¦\"a b\": en", "not a header name")]
    [InlineData("Accept-Language: en", "Accept-Language: ¦\"a\\r\\nb: c\"", "one line")]
    [InlineData("    response: html\n    rows", "    response: ¦jsn\n    rows", "unknown value 'jsn'; did you mean 'json'?")]
    [InlineData("path: catalogue", "path: ¦\"cat{alogue\"", "placeholder")]
    [InlineData("path: catalogue", "path: ¦mailto:a@b.c", "web address")]
    [InlineData("maxPages: 50", "maxPages: ¦0", "from 1 to 100000")]
    [InlineData("year: { selector", "¦year-out: { selector", "is not a field name")]
    // Tasks beyond the catalogue
    [InlineData("language: en", "top: ¦{}", "there is no path 'top'")]
    [InlineData("language: en", "metadata: ¦{}", "'source' is missing")]
    [InlineData("language: en", "metadata: { source: lib, fields: [genres, ¦url] }", "is its own site's")]
    [InlineData("language: en", "metadata: { source: lib, threshold: ¦0.4 }", "from 0.5 to 1")]
    [InlineData("language: en", "metadata: { source: lib, days: ¦0 }", "from 1 to 3650")]
    [InlineData(
        "  episodes: {",
        "  series: { path: x, rows: { selector: a }, fields: ¦{ title: {} } }\n  episodes: {",
        "'externalId' is missing"
    )]
    [InlineData(
        "  episodes: {",
        "  search: { path: x, rows: { selector: a }, fields: ¦{ year: {} } }\n  episodes: {",
        "'title' is missing"
    )]
    [InlineData(
        "rows: { selector: li }, fields: { externalId: { attribute: id }, title: { selector: b } }",
        "rows: { selector: li }, fields: ¦{ externalId: { attribute: id } }",
        "an episode needs a title of its own"
    )]
    [InlineData(
        "rows: { selector: li }, fields: { externalId: { attribute: id }, title: { selector: b } }",
        "rows: { selector: li }, fields: ¦{ title: { selector: b } }",
        "'externalId' is missing"
    )]
    // Selectors
    [InlineData("selector: \"article.title\"", "selector: ¦\"article[\"", "bad CSS selector 'article['")]
    [InlineData("selector: \"article.title\"", "selector: ¦\"> a\"", "write ':scope > a'")]
    [InlineData("selector: \"article.title\"", "selector: ¦\"a::before\"", "pseudo-elements")]
    [InlineData("selector: \"article.title\"", "selector: ¦\"a:nonsense\"", "bad CSS selector")]
    [InlineData("remove: small", "remove: ¦\"small >\"", "bad CSS selector")]
    [InlineData("\".sold\": sold", "¦\"..sold\": sold", "bad CSS selector")]
    [InlineData("selector: \"a[rel=next]\", attribute", "selector: ¦\"a[rel=\", attribute", "bad CSS selector")]
    // Fields
    [InlineData("case: { \".sold\"", "¦attribute: x, case: { \".sold\"", null)]
    [InlineData("status: { case: { \".sold\": sold, \"*\": for sale } }", "status: { case: ¦{} }", "the table is empty")]
    // Filters
    [InlineData("filters: [url]", "filters: [¦urll]", "unknown filter 'urll'; did you mean 'url'?")]
    [InlineData("filters: [url]", "filters: [{ ¦regexp: a }]", "unknown filter 'regexp'; did you mean 'regex'?")]
    [InlineData("filters: [url]", "filters: [¦replace]", "needs arguments: from, to")]
    [InlineData("filters: [url]", "filters: [¦map]", "needs a table")]
    [InlineData("filters: [url]", "filters: [¦{ trim, url }]", "a filter has one name")]
    [InlineData("filters: [url]", "filters: [{ url: ¦yes }]", "takes no arguments")]
    [InlineData("filters: [url]", "filters: [{ replace: ¦[a] }]", "needs 2 values")]
    [InlineData("filters: [url]", "filters: [{ replace: ¦a }]", "must be a list of 2")]
    [InlineData("filters: [url]", "filters: [{ replace: [¦\"\", a] }]", "is empty")]
    [InlineData("filters: [url]", "filters: [{ regex: ¦\"(\" }]", "bad regular expression '('")]
    [InlineData("filters: [url]", "filters: [{ regex: { pattern: a, group: ¦1 } }]", "whole number from 0 to 0")]
    [InlineData("filters: [url]", "filters: [{ split: ¦{ index: 1 } }]", "'separator' is missing")]
    [InlineData("filters: [url]", "filters: [{ split: { separator: a, ¦indx: 1 } }]", "did you mean 'index'?")]
    [InlineData("filters: [url]", "filters: [{ date: { timeZone: ¦Mars } }]", "is not a time zone; write an IANA name")]
    [InlineData("filters: [url]", "filters: [{ date: { timeZone: ¦Berlin } }]", "is not a time zone; did you mean 'Europe/Berlin'?")]
    [InlineData("filters: [url]", "filters: [{ date: { timeZone: ¦right/UTC } }]", "is not a time zone")]
    [InlineData("filters: [url]", "filters: [{ date: { formats: [¦\"%\"] } }]", "is not a date format")]
    [InlineData("filters: [url]", "filters: [{ date: { formats: ¦\"HH:mm zzz\" } }]", "has no year")]
    [InlineData("filters: [url]", "filters: [{ date: { formats: ¦[] } }]", "the list is empty")]
    [InlineData("filters: [url]", "filters: [{ money: { currency: ¦euro } }]", "three letters")]
    [InlineData("filters: [url]", "filters: [{ map: ¦{} }]", "the table is empty")]
    [InlineData("filters: [money]", "filters: [money, ¦trim]", "no filter can follow 'money'")]
    // Across the document
    [InlineData("detail: { path: item,", "detail: { path: ¦itemm,", "there is no path 'itemm'; did you mean 'item'?")]
    [InlineData("detail: { path: item,", "detail: { path: ¦catalog,", "cannot be its own detail")]
    [InlineData("link: url }", "link: ¦urls }", "the path has no field 'urls'; did you mean 'url'?")]
    [InlineData("episodes: { path: \"{url}\",", "episodes: ¦{", "'path' is missing")]
    [InlineData(
        "    fields:\n      externalId: { attribute: data-id }",
        "    fields:\n      ¦extraId: { attribute: data-id }",
        "identity is externalId"
    )]
    // YAML itself
    [InlineData("name: Demo catalogue", "name: ¦!!str Demo", "type tags")]
    [InlineData("name: Demo catalogue", "name: ¦&a Demo", "anchors such as &a")]
    [InlineData("name: Demo catalogue", "name: ¦*a", "aliases such as *a")]
    public void Read_OneMistake_IsReportedWhereItStands(string original, string mistake, string? message)
    {
        Assert.Contains(original, Definitions.Full, StringComparison.Ordinal);
        var marked = Definitions.Full.Replace(original, mistake, StringComparison.Ordinal);
        var mark = marked.IndexOf('¦', StringComparison.Ordinal);
        var before = marked[..mark];
        var (line, column) = (before.Count(c => c == '\n') + 1, mark - before.LastIndexOf('\n'));

        var result = SourceDefinitionReader.Read(marked.Remove(mark, 1));

        Assert.Null(result.Definition);
        var error = Assert.Single(result.Errors);
        if (message is null)
        {
            Assert.Equal(line, error.Line);
            Assert.Contains("beside 'case'", error.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("version")]
    [InlineData("id")]
    [InlineData("name")]
    [InlineData("kind")]
    [InlineData("links")]
    public void Read_RequiredKeyMissing_SaysWhichAndHow(string key)
    {
        var lines = Definitions.Full.Split('\n').Where(line => !line.StartsWith(key + ":", StringComparison.Ordinal));

        var error = Assert.Single(SourceDefinitionReader.Read(string.Join('\n', lines)).Errors);

        Assert.Contains($"'{key}' is missing; add for example '{key}: ", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (error.Line, error.Column));
    }

    [Fact]
    public void Read_SeveralMistakes_AreAllReportedInTheirOrder()
    {
        var yaml = Definitions
            .Full.Replace("kind: catalog", "kind: zoo", StringComparison.Ordinal)
            .Replace("delay: 35ms", "delay: soon", StringComparison.Ordinal)
            .Replace("[money]", "[mony]", StringComparison.Ordinal)
            .Replace("path: item,", "path: nowhere,", StringComparison.Ordinal);

        var errors = SourceDefinitionReader.Read(yaml).Errors;

        Assert.Equal(
            ["kind", "fetch.delay", "paths.catalog.fields.price.filters[0]", "paths.catalog.detail.path"],
            errors.Select(error => error.Path)
        );
    }

    [Theory]
    [InlineData("", "the document is empty")]
    [InlineData("# only a comment", "the document is empty")]
    [InlineData("just text", "must be a mapping")]
    [InlineData("a: [b", "not valid YAML")]
    [InlineData("a: 1\n\tb: 2", "not valid YAML")]
    [InlineData("a: \"\\UFFFFFFFF\"", "not valid YAML")]
    [InlineData("version: 1\n---\nversion: 1", "a second document")]
    public void Read_NotADefinition_SaysWhy(string yaml, string message) =>
        Assert.Contains(SourceDefinitionReader.Read(yaml).Errors, error => error.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Read_SyntaxError_PointsAtItsLine() =>
        Assert.Equal(3, Assert.Single(SourceDefinitionReader.Read("version: 1\nname: 'a'\nid: b: c\n").Errors).Line);

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Read_DeepNesting_IsRefused(char open, char close)
    {
        var errors = SourceDefinitionReader.Read("a: " + new string(open, 100_000) + new string(close, 100_000)).Errors;

        Assert.Contains("nested deeper than 32", Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HugeDocument_IsRefused() =>
        Assert.Contains(
            "256 KiB",
            Assert.Single(SourceDefinitionReader.Read("name: " + new string('x', 256 * 1024)).Errors).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Read_ThousandsOfMistakes_AreCapped() =>
        Assert.Equal(101, SourceDefinitionReader.Read(string.Concat(Enumerable.Range(0, 5000).Select(i => $"k{i}: 1\n"))).Errors.Count);
}
