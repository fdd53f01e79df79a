namespace ParserAdmin.Tests.Conformance;

/// <summary>The origin's shop, declared in each of the ways in which it can be read.</summary>
internal static class ShopDefinitions
{
    public const int Books = 1000;

    /// <summary>Listings of books by category, each book with a page of its own.</summary>
    /// <param name="start">The page to begin with; each category that it links to is read.</param>
    public static string Html(Uri origin, string start = "books", string delay = "0s", int concurrency = 8) =>
        $$"""
            version: 1
            id: shop
            name: Books by HTML
            kind: catalog
            language: en
            links: ["{{origin}}"]
            identity: externalId
            fetch: { delay: {{delay}}, concurrency: {{concurrency}} }
            paths:
              catalog:
                path: {{start}}
                rows: { selector: li.product-li }
                fields:
                  externalId: { selector: a.product-link, attribute: href, filters: [{ regex: '(\d+)$' }] }
                  title: { selector: a.product-link }
                  url: { selector: a.product-link, attribute: href, filters: [url] }
                  price: { selector: "p:nth-of-type(1)", filters: [money] }
                  stock: { selector: "p:nth-of-type(2)", filters: [{ map: { In stock: "true", Out of stock: "false" } }] }
                pagination:
                  next: { selector: ".page-item.next a" }
                  listings: { selector: "#categories a, a.subcategory-link" }
                  maxPages: 500
                detail: { path: item, link: url }
              item:
                rows: { selector: main.container }
                fields:
                  title: { selector: h1 }
                  category: { selector: ".breadcrumb-item:nth-last-child(2) a", attribute: href, filters: [{ regex: '(\d+)$' }] }
                  rating:
                    case:
                      ".star:nth-child(5).filled": "5"
                      ".star:nth-child(4).filled": "4"
                      ".star:nth-child(3).filled": "3"
                      ".star:nth-child(2).filled": "2"
                      ".star:nth-child(1).filled": "1"
                  upc: { selector: "dt:nth-of-type(1) + dd", optional: true }

            """;

    /// <param name="way"><c>page</c>, <c>offset</c> or <c>cursor</c>.</param>
    public static string Json(Uri origin, string way)
    {
        var (path, rows, pagination) = way switch
        {
            "page" => ("api/books?per_page=50", "$.data[*]", "page: {}"),
            "offset" => ("api/books/offset?limit=100", "$[*]", "offset: {}"),
            _ => ("api/books/cursor?limit=100", "$.items[*]", "cursor: { selector: $.nextCursor }"),
        };
        return $$"""
            version: 1
            id: shop
            name: Books by JSON
            kind: catalog
            language: en
            links: ["{{origin}}"]
            identity: externalId
            fetch: { delay: 0s }
            paths:
              catalog:
                path: "{{path}}"
                response: json
                rows: { selector: "{{rows}}" }
                fields:
                  externalId: { selector: $.id }
                  title: { selector: $.name }
                  price: { selector: $.price, filters: [money] }
                  stock: { selector: $.instock }
                  rating: { selector: $.rating }
                  category: { selector: $.category_id }
                pagination: { {{pagination}} }

            """;
    }
}
