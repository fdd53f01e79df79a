using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>A price has a currency and a detail's link is an address, whatever the response; what may work is left to the run.</summary>
public sealed class PriceAndLinkTests
{
    [Theory]
    [InlineData("html", "price: { selector: b, filters: [number] }")]
    [InlineData("html", "price: { selector: b, attribute: content }")]
    [InlineData("html", "price: { case: { .free: 0, \"*\": 5 } }")]
    [InlineData("xml", "price: { selector: price }")]
    [InlineData("json", "price: { selector: $.price }")]
    [InlineData("json", "price: { selector: $.price, filters: [number] }")]
    public void Read_APriceWithoutCurrency_IsRefused(string response, string price)
    {
        Assert.Contains("a price needs its currency", Assert.Single(Read(response, price).Errors).Message, StringComparison.Ordinal);
        Assert.Empty(Read(response, $"{price}, currency: {{ {(response == "json" ? "selector: $.currency" : "selector: i")} }}").Errors);
        Assert.Empty(Read(response, price, detail: "currency: { selector: i }").Errors);
    }

    [Fact]
    public void Read_APriceOfTheItemsPage_MayHaveItsCurrencyInTheList() =>
        Assert.Empty(Read("json", "currency: { selector: $.currency }", detail: "price: { selector: b, filters: [number] }").Errors);

    [Theory]
    [InlineData("html", "link: { selector: a }", "a text of the page")]
    [InlineData(
        "html",
        "link: { selector: a, attribute: href }",
        "a link as the page has it, which may be relative (add 'filters: [url]' to it)"
    )]
    [InlineData("html", "link: { selector: a, attribute: href, all: true, filters: [url, join] }", "one text of several")]
    [InlineData("json", "link: { selector: $.id, filters: [number] }", "a number")]
    [InlineData("json", "link: { selector: $.at, filters: [date] }", "a time")]
    [InlineData("feed", "link: { selector: published, filters: [date] }", "a time")]
    public void Read_ALinkThatIsNoAddress_IsRefused(string response, string field, string what) =>
        Assert.Contains(
            $"the link has to be an address, but the field 'link' is {what}",
            Assert.Single(Read(response, field, "link").Errors).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("html", "link: { selector: a, attribute: href, filters: [url] }")]
    [InlineData("html", "link: { selector: a, attribute: data-url }")]
    [InlineData("html", "link: { selector: b, filters: [{ prepend: \"https://example.org/\" }] }")]
    [InlineData("html", "link: { selector: script, filters: [{ regex: 'https://\\S+' }] }")]
    [InlineData("html", "link: { selector: script, filters: [{ json: $.url }] }")]
    [InlineData(
        "html",
        "link: { selector: a, all: true, filters: [{ join: { separator: \"/\" } }, { prepend: \"https://example.org/\" }] }"
    )]
    [InlineData("json", "link: { selector: $.url }")]
    [InlineData("xml", "link: { selector: link }")]
    [InlineData("feed", "link: { selector: link }")]
    public void Read_ALinkThatMayBeAnAddress_IsFine(string response, string field) => Assert.Empty(Read(response, field, "link").Errors);

    private static SourceDefinitionResult Read(string response, string fields, string? link = null, string detail = "note: { selector: p }")
    {
        var (rows, title, url) = response switch
        {
            "json" => ("rows: { selector: \"$.items[*]\" },", "$.title", "selector: $.url"),
            "feed" => ("", "title", "selector: link"),
            _ => ("rows: { selector: article },", "h2", "selector: a, attribute: data-link"),
        };
        return SourceDefinitionReader.Read(
            "{ version: 1, id: a, name: A, kind: catalog, identity: hash, links: [\"https://example.org/\"], paths: {\n"
                + $"catalog: {{ path: x, response: {response}, {rows} fields: {{ title: {{ selector: {title} }}, page: {{ {url} }}, "
                + $"{fields} }}, detail: {{ path: item, link: {link ?? "page"} }} }},\n"
                + $"item: {{ rows: {{ selector: main }}, fields: {{ {detail} }} }} }} }}"
        );
    }
}
