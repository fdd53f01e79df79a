using ParserAdmin.Core.Studio;
using ParserAdmin.Core.Studio.Samples;
using ParserAdmin.Tests.Sources.Definition;

namespace ParserAdmin.Tests.Studio;

/// <summary>A shop, its page, and the preview of one path on one page.</summary>
internal static class Previews
{
    public const string Shop = """
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
              title: { selector: h2 }
              url: { selector: a, attribute: href, filters: [url] }
              price: { selector: .price, filters: [{ replace: ["ca. ", ""] }, money] }
              language: { selector: .lang, default: EN, filters: [lower] }
              rating: { selector: .stars, optional: true, filters: [number] }
            pagination: { next: { selector: a.next } }
            detail: { path: item, link: url }
          item:
            rows: { selector: main }
            fields:
              publishedAt: { selector: time, filters: [date] }

        """;

    public const string Page = """
        <body>
          <article id="1"><h2>Solaris</h2><a href="/b/1">more</a><b class="price">ca. 9.99 EUR</b></article>
          <article id="2"><h2>Eden</h2><a href="/b/2">more</a><b class="price">on request</b><i class="stars">4.5</i></article>
          <a class="next" href="/list?page=2">next</a>
        </body>
        """;

    public static string Least(string response, string rows, string field) =>
        $"version: 1\nid: x\nname: X\nkind: catalog\nidentity: hash\nlinks: [\"https://example.org/\"]\npaths:\n  catalog:\n    path: "
        + $"\"\"\n    response: {response}\n    {rows}\n    fields:\n      {field}\n";

    public static Preview Run(string yaml, string path, string body) =>
        new PreviewEngine(TimeProvider.System).Run(
            Definitions.Read(yaml),
            path,
            SavedAnswer.OfText(new Uri("https://example.org/list"), body),
            PreviewRequest.UsualRows,
            CancellationToken.None
        );

    public static PreviewField Field(Preview preview, int row, string name) => preview.Rows[row].Fields.Single(field => field.Name == name);
}
