using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ParserAdmin.Tests.Fetching;

namespace ParserAdmin.Tests.Invocables;

/// <summary>A shop of three listing pages with an own page for each thing; every answer has an ETag.</summary>
internal sealed class TaggedShop : IAsyncDisposable
{
    public const int Pages = 3;
    private const int ThingsAPage = 4;

    private readonly TestSite _site;

    private TaggedShop(TestSite site) => _site = site;

    public int Port => _site.Port;

    /// <summary>Number of a thing, and its price.</summary>
    public SortedDictionary<int, int> Prices { get; } =
        new(Enumerable.Range(1, Pages * ThingsAPage).ToDictionary(thing => thing, thing => thing * 10));

    public IEnumerable<(string Path, Dictionary<string, string> Headers)> Requests => _site.Requests;

    public string Yaml =>
        $$"""
            version: 1
            id: shop
            name: A shop with ETags
            kind: catalog
            links: ["http://127.0.0.1:{{Port}}/"]
            identity: externalId
            fetch: { delay: 0s }
            paths:
              catalog:
                path: list?page=1
                rows: { selector: "article" }
                fields:
                  externalId: { attribute: data-id }
                  url: { selector: a, attribute: href, filters: [url] }
                pagination: { next: { selector: "a.next" }, maxPages: 50 }
                detail: { path: item, link: url }
              item:
                rows: { selector: main }
                fields:
                  title: { selector: h1 }
                  price: { selector: b, filters: [money] }

            """;

    public static async Task<TaggedShop> StartAsync()
    {
        var shop = new TaggedShop(await TestSite.StartAsync());
        shop._site.Answer = shop.AnswerAsync;
        return shop;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/robots.txt")
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        var text =
            context.Request.Path == "/list"
                ? Listing(int.Parse(context.Request.Query["page"]!, System.Globalization.CultureInfo.InvariantCulture))
                : Thing(int.Parse(context.Request.Path.Value!["/thing/".Length..], System.Globalization.CultureInfo.InvariantCulture));
        var tag = $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(text);
    }

    private string Listing(int page)
    {
        var things = Prices
            .Keys.Where(thing => (thing - 1) / ThingsAPage == page - 1)
            .Select(thing => $"<article data-id=\"{thing}\"><a href=\"/thing/{thing}\">x</a></article>");
        var next = page < Pages ? $"<a class=\"next\" href=\"/list?page={page + 1}\">next</a>" : "";
        return $"<!doctype html><body>{string.Concat(things)}{next}</body>";
    }

    private string Thing(int thing) => $"<!doctype html><main><h1>Thing {thing}</h1><b>€{Prices[thing]}</b></main>";
}
