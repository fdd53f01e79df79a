namespace ParserAdmin.Components.Pages.Sources.Editing;

/// <summary>The text that a new source starts from: valid as it stands, and says itself what to change.</summary>
public static class SourceTemplate
{
    public const string Text = """
        version: 1

        # The id stands in addresses and exports and never changes: lower-case letters, digits, - and _.
        id: my-source
        name: My source
        # catalog (titles with details), channel (posts) or listing (offers)
        kind: catalog
        language: en

        # The site; the first address is the one in use.
        links: ["https://example.org/"]

        # What tells one item from another: externalId (the site's own), url or hash (the content).
        identity: url

        # How politely to ask. The site's robots.txt may ask for more time between two requests.
        fetch: { delay: 2s, concurrency: 1, timeout: 30s }

        paths:
          # The list of everything: catalog-sync needs this path.
          catalog:
            path: catalogue
            response: html
            # One match is one item.
            rows: { selector: "article" }
            fields:
              title: { selector: "h2 a" }
              url: { selector: "h2 a", attribute: href, filters: [url] }
              # The amount and its currency are read from text such as "1.299,00 €".
              price: { selector: ".price", filters: [money], optional: true }
              imageUrl: { selector: img, attribute: src, filters: [url], optional: true }
            # Where the next page is, and how many pages to read at most.
            pagination: { next: { selector: "a[rel=next]", attribute: href }, maxPages: 20 }

        """;
}
