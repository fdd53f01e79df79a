using ParserAdmin.Components.Pages.Items;
using ParserAdmin.Core.Items.Finding;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class ItemsViewTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 6, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Address_NothingNarrowed_IsThePlainPage() => Assert.Equal("portal/items", new ItemsView(Text: "  ").Address);

    [Fact]
    public void Address_Filters_AreWrittenEscaped() =>
        Assert.Equal("portal/items?source=demo&q=a%26b&gone=no", new ItemsView(Source: "demo", Text: " a&b ", Gone: "no").Address);

    [Fact]
    public void Filter_Choices_BecomeTheQuery() =>
        Assert.Equal(
            new ItemFilter("demo", "title", "ongoing", "sea", Now.AddDays(-1), true),
            new ItemsView("demo", "Title", "Ongoing", "sea", "yes", "24h").Filter(Now)
        );

    [Fact]
    public void Filter_PricesAndNames_BecomeTheQueryAndAMistypedPriceDoesNotNarrow() =>
        Assert.Equal(
            new ItemFilter(PriceFrom: 1.5m, Currency: "EUR", Creator: "A b", Genre: "g", Series: "s"),
            new ItemsView(PriceFrom: " 1.5 ", PriceTo: "cheap", Currency: "eur", Creator: " A b ", Genre: "g", Series: "s").Filter(Now)
        );

    [Theory]
    [InlineData("12,50", false)]
    [InlineData("12.50", true)]
    public void Narrows_AMistypedPriceAlone_LeavesNothingOut(string price, bool expected)
    {
        var view = new ItemsView(PriceTo: price);

        Assert.Equal((true, expected), (view.IsFiltered, view.Narrows));
    }

    [Fact]
    public void ExportAddress_SaysInTheApisWordsWhatIsShown() =>
        Assert.Equal(
            "items/export?format=csv&sourceId=demo&q=sea&changedSince=2026-11-21T06%3A00%3A00Z&gone=false&priceTo=9.5&sort=title",
            new ItemsView("demo", Text: "sea", Gone: "no", Since: "24h", PriceTo: "9.5", Sort: "title", Before: "x").ExportAddress(
                "csv",
                Now
            )
        );

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData(null)]
    public void Filter_AnUnknownSpan_DoesNotNarrow(string? since) => Assert.Null(new ItemsView(Since: since).Filter(Now).ChangedSince);
}
