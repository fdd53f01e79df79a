using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

public sealed class ListingsDefinitionTests
{
    [Theory]
    [InlineData("listings: { selector: nav a }")]
    [InlineData("listings: { selector: nav a }, next: { selector: .next }")]
    [InlineData("listings: { selector: nav a, attribute: data-href }, page: {}")]
    public void Read_Listings_AreTakenAloneAndWithAWayToGoOn(string pagination)
    {
        var read = SourceDefinitionReader.Read(Yaml(pagination)).Definition!.Paths["catalog"].Pagination!;

        Assert.Equal("nav a", read.Listings!.Selector);
        Assert.Equal(pagination.Contains("next", StringComparison.Ordinal), read.Next is not null);
    }

    [Theory]
    [InlineData("listings: { selector: 'nav a[' }")]
    [InlineData("listings: { attribute: href }")]
    [InlineData("maxPages: 5")]
    public void Read_ListingsThatSayNothing_AreErrors(string pagination) =>
        Assert.NotEmpty(SourceDefinitionReader.Read(Yaml(pagination)).Errors);

    private static string Yaml(string pagination) =>
        $$"""
            version: 1
            id: shop
            name: Shop
            kind: catalog
            identity: hash
            links: ["https://example.org/"]
            paths:
              catalog:
                path: ""
                rows: { selector: article }
                fields: { title: { selector: h2 } }
                pagination: { {{pagination}} }

            """;
}
