using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Extraction.Filters;
using ParserAdmin.Core.Extraction.Values;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class NumberTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("#12", "12")]
    [InlineData("Season 2, part 3", "2")]
    [InlineData("1,234", "1234")]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("8.125", "8.125")]
    [InlineData("8,5", "8.5")]
    [InlineData("1 234 567", "1234567")]
    [InlineData("1 23", "1")]
    [InlineData("2 1000", "2")]
    [InlineData("-3", "-3")]
    [InlineData("−3 °C", "-3")]
    [InlineData("10-20", "10")]
    [InlineData("v.2", "2")]
    [InlineData("5.", "5")]
    [InlineData("4.50 stars", "4.5")]
    [InlineData("12 345,67 m", "12345.67")]
    public void Apply_NumberInText_GivesIt(string text, string expected) =>
        Assert.Equal(expected, Assert.IsType<NumberValue>(Apply(text, null).Value).ToText());

    [Theory]
    [InlineData("1.234", ",", "1234")]
    [InlineData("1,234", ",", "1.234")]
    [InlineData("1.234.567", ",", "1234567")]
    [InlineData("1.5", ".", "1.5")]
    public void Apply_DecimalMarkTold_FollowsIt(string text, string mark, string expected) =>
        Assert.Equal(expected, Assert.IsType<NumberValue>(Apply(text, mark).Value).ToText());

    [Theory]
    [InlineData("12.05.2024")]
    [InlineData("1.2.3")]
    [InlineData("1,23,4")]
    [InlineData("1.234,567.890")]
    public void Apply_NoNumberOfAnyCountry_IsRefused(string text) => Assert.NotNull(Apply(text, null).Failure);

    [Fact]
    public void Apply_NumberFormattedByAnyCulture_GivesItBack()
    {
        var cases =
            from hundredths in Gen.Choose(-2_000_000_000, 2_000_000_000)
            from culture in Gen.Elements("en-US", "de-DE", "fr-FR", "de-CH", "ru-RU", "en-IN", "sv-SE")
            select (number: hundredths / 100m, culture);

        Prop.ForAll(
                cases.ToArbitrary(),
                c =>
                    Apply(c.number.ToString("N2", CultureInfo.GetCultureInfo(c.culture)), null).Value is NumberValue value
                    && value.Number == c.number
            )
            .QuickCheckThrowOnFailure();
    }

    private static FilterOutcome Apply(string text, string? mark) =>
        new NumberFilter(mark).Apply(text, new FilterContext(new Uri("https://example.org/")));
}
