using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Definitions for tests.</summary>
internal static class Definitions
{
    /// <summary>Uses every key of the format.</summary>
    public const string Full = """
        version: 1
        id: demo
        name: Demo catalogue
        kind: catalog
        language: en
        links: ["http://localhost:5080/demo/", https://mirror.example/demo]
        identity: externalId
        fetch: { delay: 35ms, concurrency: 2, timeout: 10s, userAgent: Tester/1.0, headers: { Accept-Language: en }, encoding: windows-1251 }
        paths:
          catalog:
            path: catalogue
            response: html
            rows: { selector: "article.title" }
            fields:
              externalId: { attribute: data-id }
              title: { selector: "h2 a" }
              url: { selector: "h2 a", attribute: href, filters: [url] }
              price: { selector: ".price", optional: true, filters: [money] }
              genres: { selector: ".genre", all: true }
              status: { case: { ".sold": sold, "*": for sale } }
              year: { selector: .year, default: "1900", remove: small, filters: [trim, { regex: '\d+' }, number] }
              note:
                selector: .note
                optional: true
                filters:
                  - replace: [a, b]
                  - split: { separator: ",", index: 0 }
                  - regex: { pattern: "(x)(y)?", group: 2 }
                  - append: "!"
                  - prepend: 5
                  - map: { a: b, 1: one }
                  - stripTags
                  - htmlDecode
                  - lower
                  - upper
                  - date: { formats: [dd.MM.yyyy, "yyyy"], timeZone: Europe/Berlin }
            pagination: { next: { selector: "a[rel=next]", attribute: href }, maxPages: 50 }
            detail: { path: item, link: url }
          item: { response: html, rows: { selector: main.title }, fields: { description: { selector: p } } }
          episodes: { path: "{url}", rows: { selector: li }, fields: { externalId: { attribute: id }, title: { selector: b } } }
        """;

    /// <summary>The least that is valid.</summary>
    public const string Least = """
        version: 1
        id: least
        name: Least
        kind: catalog
        links: ["https://example.org/"]
        paths:
          catalog:
            path: ""
            rows: { selector: li }
            fields:
              title: {}
              url: { selector: a, attribute: href, filters: [url] }
        """;

    public static SourceDefinition Read(string yaml)
    {
        var result = SourceDefinitionReader.Read(yaml);
        Assert.Empty(result.Errors);
        return result.Definition!;
    }
}
