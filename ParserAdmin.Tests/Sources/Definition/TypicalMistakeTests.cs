using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Mistakes that nearly everybody makes once: each is one error, at its place, that says what to do.</summary>
public sealed class TypicalMistakeTests
{
    private const string Definition = """
        version: 1
        id: shop
        name: A shop
        kind: catalog
        links: ["https://example.org/"]
        settings:
          user: { label: User }
          password: { type: secret }
        login:
          form:
            path: login
            fields: { user: "{{ .Config.user }}", password: "{{ .Config.password }}" }
          error: [".error"]
          test: { path: members/, selector: "a#logout" }
        fetch: { delay: 2s }
        paths:
          catalog:
            path: list
            rows: { selector: article }
            fields:
              title:
                selector: h2
              url: { selector: a, attribute: href, filters: [url] }
              price: { selector: .price, optional: true, filters: [{ regex: '(\d+ €)' }, money] }
              status:
                case:
                  .sold: sold
                  "*": for sale
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
    // Indentation: too far in, too far out, by one and by two
    [InlineData("    rows: { selector: article }\n    fields", "      rows: { selector: article }\n    fields", 19, 7, "'rows' is indented by 6 spaces, but 'path' in line 18 by 4 spaces: indent this line as the keys beside it")]
    [InlineData("    rows: { selector: article }", "     rows: { selector: article }", 19, 6, "'rows' is indented by 5 spaces, but 'path' in line 18 by 4 spaces")]
    [InlineData("    rows: { selector: article }", "   rows: { selector: article }", 19, 4, "'rows' is indented by 3 spaces, but 'path' in line 18 by 4 spaces")]
    [InlineData("    path: list", "     path: list", 18, 6, "'path' is indented by 5 spaces, but 'rows' in line 19 by 4 spaces")]
    [InlineData("    pagination", "     pagination", 29, 6, "'pagination' is indented by 5 spaces, but 'fields' in line 20 by 4 spaces")]
    [InlineData("      url: {", "     url: {", 23, 6, "'url' is indented by 5 spaces, but 'title' in line 21 by 6 spaces")]
    [InlineData("      url: {", "       url: {", 23, 8, "'url' is indented by 7 spaces, but 'title' in line 21 by 6 spaces")]
    [InlineData("  item:\n", " item:\n", 31, 2, "'item' is indented by 1 space, but 'catalog' in line 17 by 2 spaces")]
    [InlineData("kind: catalog", " kind: catalog", 4, 2, "'kind' is indented by 1 space, but 'name' in line 3 by none")]
    [InlineData("    detail: { path: item", "  detail: { path: item", 30, 3, "unknown path 'detail'; it belongs to one of the keys above it: indent it further")]
    [InlineData("    pagination", "      pagination", 29, 7, "'pagination' stands among the fields, but belongs to the path: indent it as 'fields'")]
    [InlineData("        selector: h2", "      selector: h2", 22, 7, "'selector' belongs to 'title' in line 21: indent this line further than that one")]
    [InlineData("  item:\n", "item:\n", 31, 1, "unknown key 'item'; it is a path: indent it further, under 'paths'")]
    [InlineData("  item:\n", "    item:\n", 32, 5, "if it belongs to 'item' in line 31, which holds nothing, indent it further than that line")]
    [InlineData("paths:\n  catalog:", "paths:\ncatalog:", 17, 1, "'catalog' belongs to 'paths' in line 16: indent this line further than that one")]
    [InlineData("    rows: { selector: article }", "    rows:\n    selector: article", 20, 5, "'selector' belongs to 'rows' in line 19")]
    // Keys that are not known, or not there
    [InlineData("    rows: { selector: article }", "    row: { selector: article }", 19, 5, "unknown key 'row'; did you mean 'rows'?")]
    [InlineData("    rows: { selector: article }", "    Rows: { selector: article }", 19, 5, "unknown key 'Rows'; did you mean 'rows'?")]
    [InlineData("    rows: { selector: article }", "    selector: article", 19, 5, "unknown key 'selector'; it belongs into 'rows'")]
    [InlineData("{ selector: article }", "{ selector:article }", 19, 13, "put a space after the ':', such as 'selector: article'")]
    [InlineData("{ selector: article }", "{ css: article }", 19, 13, "unknown key 'css'; did you mean 'selector'?")]
    [InlineData("attribute: href", "attr: href", 23, 27, "unknown key 'attr'; did you mean 'attribute'?")]
    [InlineData("      title:", "      Title:", 21, 7, "the field 'title' is missing: an item needs a title; write 'title' for 'Title'")]
    [InlineData("fetch: { delay: 2s }", "delay: 2s", 15, 1, "unknown key 'delay'; it belongs into 'fetch'")]
    [InlineData(", filters: [{ regex: '(\\d+ €)' }, money]", ", regex: '(\\d+ €)', filters: [money]", 24, 50, "unknown key 'regex'; it is a filter: write 'filters: [{ regex: … }]'")]
    [InlineData("filters: [{ regex: '(\\d+ €)' }, money]", "filter: [money]", 24, 50, "unknown key 'filter'; did you mean 'filters'?")]
    [InlineData("{ regex:", "{ regexp:", 24, 62, "unknown filter 'regexp'; did you mean 'regex'?")]
    [InlineData("links:", "link:", 5, 1, "unknown key 'link'; did you mean 'links'?")]
    [InlineData("    path: list", "    url: list", 18, 5, "unknown key 'url'; did you mean 'path'?")]
    [InlineData("version: 1\n", "", 1, 1, "the key 'version' is missing; add for example 'version: 1'")]
    [InlineData("    path: list", "    path: list\n    path: other", 19, 5, "'path' stands here a second time (first in line 18); remove one of them")]
    [InlineData("    path: list", "    path:list", 18, 5, "the key 'path' has no ': ' behind it; write 'path: list'")]
    // Selectors and patterns
    [InlineData("selector: .price", "selector: \"span[class=price\"", 24, 26, "bad CSS selector 'span[class=price': check brackets")]
    [InlineData("selector: h2", "selector: //h2", 22, 19, "it looks like XPath; write CSS")]
    [InlineData("selector: a, attribute: href", "selector: \"a::attr(href)\"", 23, 24, "the attribute stands apart; write selector: a, attribute: href")]
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
    [InlineData(".price, optional: true, filters: [{ regex: '(\\d+ €)' }, money] }", ".price, attribute: content }", 24, 14, "a price needs its currency; add the filter 'money'")]
    // Paths and links that lead nowhere
    [InlineData("detail: { path: item,", "detail: { path: items,", 30, 21, "there is no path 'items'; did you mean 'item'?")]
    [InlineData("  item:\n", "  items:\n", 31, 3, "unknown path 'items'; did you mean 'item', an item's own page?")]
    [InlineData("  catalog:\n", "  items:\n", 17, 3, "unknown path 'items'; did you mean 'catalog', the whole list?")]
    [InlineData("link: url", "link: title", 30, 33, "the link has to be an address, but the field 'title' is a text of the page; write 'link: url'")]
    [InlineData("link: url", "link: price", 30, 33, "the field 'price' is an amount of money; write 'link: url'")]
    [InlineData("link: url", "link: status", 30, 33, "the field 'status' is one of the words of its 'case'; write 'link: url'")]
    [InlineData("path: list", "path: \"list?page={page}\"", 18, 11, "{page} stands for a field of an item, and 'catalog' is read before there is one")]
    [InlineData("[\"https://example.org/\"]", "[\"www.example.org\"]", 5, 9, "write it in full, such as https://www.example.org/")]
    // Wrong types
    [InlineData("filters: [url]", "filters: url", 23, 53, "must be a list ([a, b] or lines that begin with '- '), but is text; write [url]")]
    [InlineData("links: [\"https://example.org/\"]", "links: https://example.org/", 5, 8, "'links' must be a list ([a, b] or lines that begin with '- '), but is text; write [\"https://example.org/\"]")]
    [InlineData("      title:\n        selector: h2", "      title: h2", 21, 14, "'title' must be a mapping (key: value), but is text; write { selector: h2 }")]
    [InlineData("      description", "      - description", 34, 7, "'fields' must be a mapping (key: value), but is a list; remove the '- ' or the [ ] of its keys")]
    [InlineData("      title:\n        selector: h2", "      - title: { selector: h2 }", 22, 7, "line 21 begins with '- ' and this one does not")]
    [InlineData("settings:\n  user: { label: User }\n  password: { type: secret }", "settings: [user, password]", 6, 11, "'settings' must be a mapping")]
    [InlineData("delay: 2s", "delay: 5", 15, 17, "'5' is not a duration; write a number and ms, s, m or h, such as 5s")]
    [InlineData("optional: true", "optional: yes", 24, 44, "'optional' must be true or false, but is text; write true")]
    [InlineData("version: 1", "version: 2", 1, 10, "version '2' is not known here; write 1")]
    [InlineData("filters: [{ regex: '(\\d+ €)' }, money]", "filters: [{ money: EUR }]", 24, 69, "write { money: { currency: EUR } }")]
    [InlineData("{ regex: '(\\d+ €)' }", "{ regex: '(\\d) (€)', group: 2 }", 24, 60, "'group' belongs to 'regex'; write regex: { pattern: …, group: … }")]
    [InlineData("{ next: { selector: .next }, maxPages: 20 }", "{ page: p }", 29, 25, "'page' must be a mapping (key: value), but is text; write { parameter: p }")]
    [InlineData("      title:\n        selector: h2", "      title: [h2, h3]", 21, 14, "write { selector: [h2, h3] }")]
    [InlineData("detail: { path: item, link: url }", "detail: { link: url, fields: { description: { selector: p } } }", 30, 26, "unknown key 'fields'; it belongs to a path of its own")]
    // The login
    [InlineData("    path: login\n", "", 11, 5, "the key 'path' is missing; add for example 'path: login'")]
    [InlineData("    path: login\n", "    path: [login]\n", 11, 11, "'path' must be text, but is a list")]
    [InlineData("    path: login\n", "    path: mailto:a@b.c\n", 11, 11, "'path' has to be the address of a page, and 'mailto:a@b.c' makes none")]
    [InlineData("    path: login\n", "    path: \"login/{user}\"\n", 11, 11, "'path' takes no placeholder here")]
    [InlineData("  form:\n    path: login\n    fields: { user: \"{{ .Config.user }}\", password: \"{{ .Config.password }}\" }", "  form: login", 10, 9, "'form' must be a mapping (key: value), but is text; write { path: login, fields: { … } }")]
    [InlineData("    fields: { user: \"{{ .Config.user }}\", password: \"{{ .Config.password }}\" }", "    fields: {}", 12, 13, "'fields' is empty; name the form's fields")]
    [InlineData("\"{{ .Config.user }}\"", "\"{{ .Config.usr }}\"", 12, 21, "there is no setting 'usr'; did you mean 'user'?")]
    // Tabs and quotes
    [InlineData("        selector: h2", "\t\tselector: h2", 22, 1, "a tab stands here; YAML indents with spaces only")]
    [InlineData("selector: h2", "selector: #title", 22, 18, "'#title' is a comment to YAML; quote it, \"#title\"")]
    [InlineData("selector: h2", "selector: div #title", 22, 19, "quote the whole: \"div #title\"")]
    [InlineData("{ selector: main }", "{ selector: #main }", 32, 23, "a '#' after a space begins a comment, so the rest of this line is lost; quote the text, such as \"#main\"")]
    [InlineData("selector: h2", "selector: @title", 22, 19, "a text cannot begin with @")]
    [InlineData("selector: h2", "selector: > h2", 22, 19, "begin a selector with ':scope': \":scope > h2\"")]
    [InlineData("selector: h2", "selector: [itemprop=name]", 22, 19, "without quotes [itemprop=name] is a list; quote it: \"[itemprop=name]\"")]
    [InlineData("selector: .next", "selector: a[rel=next]", 29, 37, "needs quotes here: \"a[rel=next]\"")]
    [InlineData("'(\\d+ €)'", "\"(\\d+ €)\"", 24, 69, "write the text in single quotes")]
    [InlineData("\"{{ .Config.user }}\"", "{{ .Config.user }}", 12, 21, "quote it: \"{{ .Config.user }}\"")]
    [InlineData("fetch: { delay: 2s }", "fetch: { headers: { Authorization: Bearer {{ .Config.password }} } }", 15, 36, "quote it: \"Bearer {{ .Config.password }}\"")]
    [InlineData("  error: [", "  cookie: {{ .Config.password }}; a=b\n  error: [", 13, 11, "quote it: \"{{ .Config.password }}; a=b\"")]
    [InlineData("          \"*\": for sale", "          *: for sale", 28, 11, "quote the star: \"*\": for sale")]
    [InlineData("case:\n          .sold: sold\n          \"*\": for sale", "case: { .sold: sold, *: for sale }", 26, 30, "quote the star: \"*\": for sale")]
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
    [InlineData("      title:\n        selector: h2", "      title:{ selector: h2 }", 21, 7, "put a space after the ':', such as 'title: { … }'")]
    [InlineData("      title:\n        selector: h2", "      title:{ selector: h2, all: false }", 21, 7, "put a space after the ':', such as 'title: { … }'")]
    [InlineData("    rows: { selector: article }", "    rows:{ selector: article }", 19, 5, "put a space after the ':', such as 'rows: { … }'")]
    [InlineData("filters: [url]", "filters:[url]", 23, 44, "put a space after the ':', such as 'filters: [ … ]'")]
    [InlineData("{ regex: '(", "{ regex:'(", 24, 62, "put a space after the ':', such as 'regex: \"…\"'")]
    [InlineData("    rows: {", "\u00A0\u00A0\u00A0\u00A0rows: {", 19, 1, "a no-break space (U+00A0) stands here, which YAML takes for a letter; put plain spaces there")]
    [InlineData("      url: {", "      \u00A0url: {", 23, 7, "a no-break space (U+00A0) stands here")]
    [InlineData("      url: {", "    \u00A0\u00A0url: {", 23, 5, "a no-break space (U+00A0) stands here")]
    [InlineData("        selector: h2", "\u3000\u3000selector: h2", 22, 1, "an ideographic space (U+3000) stands here")]
    [InlineData("    path: list", "    path:\u202Flist", 18, 10, "a narrow no-break space (U+202F) stands here")]
    // What belongs elsewhere, or means something else
    [InlineData("filters: [{ regex: '(\\d+ €)' }, money]", "filters: { regex: '(\\d+)' }", 24, 59, "but is a mapping; write [{ regex: '(\\d+)' }]")]
    [InlineData("    path: list", "    path: list\n    request: { form: { q: x } }\n    headers: { A: b }", 20, 5, "unknown key 'headers'; it belongs into 'request'")]
    [InlineData("    path: list", "    path: list\n    request: { headers: { A: b } }\n    form: { q: x }", 20, 5, "unknown key 'form'; it belongs into 'request'")]
    [InlineData("    path: list", "    path: list\n    headers: { A: b }", 19, 5, "unknown key 'headers'; write 'request: { headers: { … } }'")]
    [InlineData("user: { label: User }", "user: reader", 7, 9, "a setting has no value here: write user: {} and set its value at the source (portal, parseradmin source set, or PATCH /sources/ID/settings); 'default: reader' is for one that all users of the definition share")]
    [InlineData("password: { type: secret }", "password: hunter2", 8, 13, "but is text; a setting has no value here: write password: { type: secret } and set its value at the source (portal, parseradmin source set, or PATCH /sources/ID/settings)")]
    [InlineData("user: { label: User }", "user: { value: reader }", 7, 11, "unknown key 'value'; a setting has no value here: set it at the source")]
    [InlineData("          .sold: sold\n          \"*\": for sale", "          \"*\": for sale\n          .sold: sold", 27, 11, "'*' matches always, so what follows has no effect; write it last")]
    [InlineData("fetch: { delay: 2s }", "fetch: { renderer: browser, wait: 5s }", 15, 35, "the time is 'waitTimeout: 5s'")]
    [InlineData("    path: list", "    path: list\n    response: rss", 19, 15, "unknown value 'rss'; did you mean 'feed'?")]
    [InlineData("    path: list", "    path: list\n    response: Atom", 19, 15, "unknown value 'Atom'; did you mean 'feed'?")]
    [InlineData("    fields:\n      description", "  fields:\n      description", 33, 3, "unknown path 'fields'; it belongs to one of the keys above it: indent it further")]
    [InlineData("    fields:\n      description", "fields:\n      description", 33, 1, "unknown key 'fields'; it belongs to a path")]
    [InlineData("    path: list\n", "  path: list\n", 18, 3, "'path' belongs to 'catalog' in line 17: indent this line further than that one")]
    [InlineData("kind: catalog", "kind: channel", 4, 7, "'kind: channel' reads the path 'updates', and there is only 'catalog'; rename the path to 'updates', or write 'kind: catalog'")]
    [InlineData("kind: catalog", "kind: listing", 4, 7, "'kind: listing' reads the path 'updates', and there is only 'catalog'")]
    [InlineData("pagination: { next: { selector: .next }, maxPages: 20 }", "request: { form: { q: lem } }\n    pagination: { page: { parameter: seite } }", 30, 38, "the parameter 'seite' is not in what is posted; add it to 'form' with its first value, such as seite: 1, or to the path's address if it belongs there")]
    [InlineData("pagination: { next: { selector: .next }, maxPages: 20 }", "request: { json: { variables: { q: lem } } }\n    pagination: { offset: { parameter: variables.skip } }", 30, 40, "the parameter 'variables.skip' is not in what is posted; add it to 'json' with its first value, such as variables: { skip: 0 }")]
    [InlineData("pagination: { next: { selector: .next }, maxPages: 20 }", "request: { form: { q: lem } }\n    pagination: { page: {} }", 30, 25, "the parameter 'page' is not in what is posted")]
    public void Read_ATypicalMistake_SaysWhereAndWhatToDo(string text, string mistake, int line, int column, string message)
    {
        Assert.Contains(text, Definition, StringComparison.Ordinal);

        var error = Assert.Single(SourceDefinitionReader.Read(Definition.Replace(text, mistake, StringComparison.Ordinal)).Errors);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("    path: \"list?page=1\"\n    request: { form: { q: lem } }")]
    [InlineData("    path: list\n    request: { form: { q: lem, page: 1 } }")]
    [InlineData("    path: list\n    request: { json: { page: 1 } }")]
    [InlineData("    path: list\n    request: { headers: { A: b } }")]
    public void Read_ACountThatTheSiteSees_IsTaken(string path)
    {
        var text = Definition.Replace("    path: list", path, StringComparison.Ordinal).Replace("next: { selector: .next }", "page: {}", StringComparison.Ordinal);

        Assert.Empty(SourceDefinitionReader.Read(text).Errors);
    }

    [Fact]
    public void Read_UpdatesOfACatalogue_AreForACrawlBehindALoginOnly()
    {
        var updates = Definition.Replace("  catalog:\n", "  updates:\n", StringComparison.Ordinal);

        Assert.Empty(SourceDefinitionReader.Read(updates).Errors);

        var error = Assert.Single(SourceDefinitionReader.Read(updates.Replace("  test: { path: members/, selector: \"a#logout\" }\n", "", StringComparison.Ordinal)).Errors);
        Assert.Contains("no task reads the path 'updates' of a source of 'kind: catalog'; rename the path to 'catalog', or write 'kind: channel'", error.Message, StringComparison.Ordinal);
        Assert.Equal((4, 7), (error.Line, error.Column));
    }

    [Fact]
    public void Read_AValueOfASecretInThePlaceOfItsDeclaration_IsNotRepeated()
    {
        var text = Definition.Replace("password: { type: secret }", "password: hunter2", StringComparison.Ordinal);

        Assert.DoesNotContain("hunter2", Assert.Single(SourceDefinitionReader.Read(text).Errors).Message, StringComparison.Ordinal);
    }
}
