using System.Net;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Demo;
using ParserAdmin.Demo.Data;
using Xunit;

namespace ParserAdmin.Tests.Demo;

/// <summary>The sections beside the catalogue, and their definitions.</summary>
public sealed class DemoSectionsTests
{
    public static TheoryData<string> Ids => [.. DemoDefinition.All];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Yaml_OfEachSection_IsValidAndNamesItself(string id)
    {
        var read = SourceDefinitionReader.Read(DemoDefinition.Yaml(id, new Uri("http://127.0.0.1:5080")));

        Assert.Empty(read.Errors);
        Assert.Equal(id, read.Definition!.Id);
    }

    [Fact]
    public void Catalogue_NamesItsLibrary_AndEveryOfferIsASection()
    {
        Assert.Equal(
            DemoDefinition.LibraryId,
            SourceDefinitionReader.Read(DemoDefinition.Yaml(new Uri("http://127.0.0.1:5080"))).Definition!.Metadata!.Source
        );
        Assert.Equal(DemoDefinition.All.Skip(1).Order(), DemoOffers.All.Select(offer => offer.Id).Order());
    }

    [Fact]
    public void Unlisted_Works_AreDistinctAndContinueTheirSeries()
    {
        var catalogue = DemoCatalogue.At(new DateTime(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc));

        Assert.Equal(DemoCatalogue.UnlistedCount, catalogue.Unlisted.Count);
        Assert.Equal(
            DemoCatalogue.TitleCount + DemoCatalogue.UnlistedCount,
            catalogue.All.DistinctBy(title => title.Work.Name, StringComparer.OrdinalIgnoreCase).Count()
        );
        var parts = catalogue.Unlisted.Where(title => title.Work.Series is not null).ToList();
        Assert.Equal(13, parts.Count);
        Assert.All(
            parts,
            part =>
                Assert.Equal(
                    [1, 2, 3, 4, 5],
                    catalogue.Parts(series => series == part.Work.Series).Select(title => title.Work.SeriesNumber!.Value)
                )
        );
    }

    [Theory]
    [InlineData("/demo/top")]
    [InlineData("/demo/top/Science%20Fiction")]
    [InlineData("/demo/search?q=lantern")]
    [InlineData("/demo/market")]
    [InlineData("/demo/members/login")]
    public async Task Page_Any_HoldsNoScriptAndNoInlineStyle(string path)
    {
        await using var host = await DemoHost.StartAsync();
        var page = await host.PageAsync(path);

        Assert.Empty(page.QuerySelectorAll("script, style, [style]"));
        Assert.Single(page.QuerySelectorAll("h1"));
    }

    [Theory]
    [InlineData("/demo/top/Nonsense")]
    [InlineData("/demo/people?name=Nobody")]
    [InlineData("/demo/series?name=Nothing")]
    [InlineData("/demo/market?page=7")]
    [InlineData("/demo/definitions/nothing.yaml")]
    public async Task Page_Unknown_Answers404(string path)
    {
        await using var host = await DemoHost.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Members_WithoutASession_AreSentToTheLogin()
    {
        await using var host = await DemoHost.StartAsync();

        var answer = await host.Client.GetAsync("/demo/members/guides/g-01");

        Assert.Equal((HttpStatusCode.Redirect, "/demo/members/login"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }
}
