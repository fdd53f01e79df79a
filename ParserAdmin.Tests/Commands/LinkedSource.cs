namespace ParserAdmin.Tests.Commands;

/// <summary>A definition without a catalog, whose items are pages that another path links to.</summary>
internal static class LinkedSource
{
    public const string Yaml = """
        version: 1
        id: shop
        name: Shop
        kind: channel
        links: [https://shop.example/]
        paths:
          updates:
            path: list
            rows: { selector: li }
            fields:
              title: { selector: a }
              url: { selector: a, attribute: href, filters: [url] }
              price: { selector: b, filters: [money] }
            pagination: { next: { selector: .next } }
            detail: { path: item, link: url }
          item:
            rows: { selector: main }
            fields: { status: { selector: p } }
        """;
}
