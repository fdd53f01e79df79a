using ParserAdmin.Components.Pages.Items;
using Xunit;

namespace ParserAdmin.Tests.Components.Items;

public sealed class ItemTextTests
{
    [Theory]
    [InlineData(1299, "EUR", "1,299.00 EUR")]
    [InlineData(5.5, "USD", "5.50 USD")]
    [InlineData(1299, "JPY", "1,299 JPY")]
    [InlineData(12, null, "12")]
    public void Price_AmountAndCurrency_AreOneText(double amount, string? currency, string expected) =>
        Assert.Equal(expected, ItemText.Price((decimal)amount, currency));

    [Fact]
    public void Price_NotKnown_IsNull() => Assert.Null(ItemText.Price(null, "EUR"));

    [Theory]
    [InlineData(312, "312")]
    [InlineData(10_000, "10,000")]
    [InlineData(10_001, "10,000+")]
    public void Count_BeyondTheCap_SaysSo(int count, string expected) => Assert.Equal(expected, ItemText.Count(count));
}
