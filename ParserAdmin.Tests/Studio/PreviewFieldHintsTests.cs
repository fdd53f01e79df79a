using Xunit;
using static ParserAdmin.Tests.Studio.Previews;

namespace ParserAdmin.Tests.Studio;

/// <summary>What is told where rows or fields are found, and hold less than was meant.</summary>
public sealed class PreviewFieldHintsTests
{
    [Fact]
    public void Run_PricesWithoutACurrency_AreAHintUnlessAFieldBringsIt()
    {
        var page = Page.Replace("ca. 9.99 EUR", "9.99", StringComparison.Ordinal).Replace("on request", "12 EUR", StringComparison.Ordinal);

        Assert.StartsWith(
            "price: 1 of 2 rows have a price without a currency, such as 9.99. Name it",
            Assert.Single(Run(Shop, "catalog", page).Hints),
            StringComparison.Ordinal
        );
        Assert.Empty(
            Run(
                Shop.Replace("      publishedAt", "      currency: { selector: b }\n      publishedAt", StringComparison.Ordinal),
                "catalog",
                page
            ).Hints
        );
    }

    [Fact]
    public void Run_AFieldThatIsEmptyEverywhereAndNoError_IsAHint()
    {
        var listing = Run(Shop.Replace(".stars", ".starz", StringComparison.Ordinal), "catalog", Page);
        var item = Run(Shop + "      price: { selector: .prise, filters: [money] }\n", "item", "<main><time>2024-05-04</time></main>");

        Assert.Equal(
            "rating: '.starz' found nothing in any of the 2 rows. It is optional, so this is no error; check the selector against the "
                + "page.",
            Assert.Single(listing.Hints)
        );
        Assert.StartsWith(
            "price: '.prise' found nothing in the row. Another page may bring it",
            Assert.Single(item.Hints),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Run_JsonRows_AListAsARowAndAKeyThatIsNotThere_SayWhatToWrite()
    {
        const string body = "{\"items\":[{\"t\":\"A\"},{\"t\":\"B\"}]}";

        Assert.Equal(
            "rows: '$.items' is one list of 2, read as a single row. Write '$.items[*]' to have a row of each.",
            Assert.Single(Run(Least("json", "rows: { selector: $.items }", "title: { selector: $.t }"), "catalog", body).Hints)
        );
        Assert.Equal(
            "A row holds: t.",
            Assert.Single(Run(Least("json", "rows: { selector: '$.items[*]' }", "title: { selector: $.name }"), "catalog", body).Hints)
        );
    }
}
