using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Extraction.Values;
using Xunit;

namespace ParserAdmin.Tests.Extraction;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("€ 12.99", "12.99 EUR")]
    [InlineData("12,99 €", "12.99 EUR")]
    [InlineData("1.299,00 €", "1299 EUR")]
    [InlineData("1.299 €", "1299 EUR")]
    [InlineData("$1,299", "1299 USD")]
    [InlineData("$1,299.50", "1299.5 USD")]
    [InlineData("1 234 руб.", "1234 RUB")]
    [InlineData("10 тыс. руб.", "10000 RUB")]
    [InlineData("1,5 млн. ₽", "1500000 RUB")]
    [InlineData("1\u00A0234,50\u00A0₽", "1234.5 RUB")]
    [InlineData("12\u202F345\u202F€", "12345 EUR")]
    [InlineData("1 234 567 р.", "1234567 RUB")]
    [InlineData("CHF 1'234.50", "1234.5 CHF")]
    [InlineData("CHF 1’234.–", "1234 CHF")]
    [InlineData("12,- €", "12 EUR")]
    [InlineData("1299:- SEK", "1299 SEK")]
    [InlineData("₹12,34,567.80", "1234567.8 INR")]
    [InlineData("R$ 1.234,56", "1234.56 BRL")]
    [InlineData("US$5", "5 USD")]
    [InlineData("A$ 7.5", "7.5 AUD")]
    [InlineData("¥1,200", "1200 JPY")]
    [InlineData("￥１，２９９", "1299 JPY")]
    [InlineData("1200円", "1200 JPY")]
    [InlineData("199 zł", "199 PLN")]
    [InlineData("1 299,00 Kč", "1299 CZK")]
    [InlineData("£0.99", "0.99 GBP")]
    [InlineData("$.99", "0.99 USD")]
    [InlineData("€0,125", "0.125 EUR")]
    [InlineData("12€99", "12.99 EUR")]
    [InlineData("12 eur", "12 EUR")]
    [InlineData("EUR12", "12 EUR")]
    [InlineData("USD 1234567.89", "1234567.89 USD")]
    [InlineData("Price: $ 10.00 (was $ 12.00)", "10 USD")]
    [InlineData("3 for $10", "10 USD")]
    [InlineData("-$5.00", "-5 USD")]
    [InlineData("€ −5", "-5 EUR")]
    [InlineData("€10–20", "10 EUR")]
    [InlineData("199", "199")]
    [InlineData("1,5", "1.5")]
    [InlineData("100 kr", "100")]
    [InlineData("for 5", "5")]
    [InlineData("5 try", "5")]
    [InlineData("٣٤٫٥٠ €", "34.5 EUR")]
    [InlineData("Free!", "0")]
    [InlineData("бесплатно", "0")]
    [InlineData("35 € 50", "35.5 EUR")]
    [InlineData("10€ 20€", "10 EUR")]
    [InlineData("$119. 95", "119.95 USD")]
    [InlineData("SGD$4.90", "4.9 SGD")]
    [InlineData("From 26 to 50 €", "26 EUR")]
    [InlineData("12,500 KWD", "12.5 KWD")]
    [InlineData("12.500 KD", "12.5 KWD")]
    [InlineData("ALL 5 items", "5")]
    [InlineData("Rp 31.500", "31500 IDR")]
    [InlineData("1,5 млн руб.", "1500000 RUB")]
    [InlineData("$15k", "15000 USD")]
    [InlineData("AU $5.00", "5 AUD")]
    [InlineData("€1.2M", "1200000 EUR")]
    [InlineData("20% off 15.00", "15")]
    [InlineData("от 1 500 до 2 000 руб.", "1500 RUB")]
    [InlineData("Rs. 1,299/-", "1299 INR")]
    [InlineData("1.299,– €", "1299 EUR")]
    [InlineData("RM1,250.00", "1250 MYR")]
    [InlineData("250 درهم", "250 AED")]
    [InlineData("500 บาท", "500 THB")]
    [InlineData("DEM 170 000", "170000 DEM")]
    public void Read_MoneyAsWritten_GivesAmountAndCurrency(string text, string expected) =>
        Assert.Equal(expected, MoneyReading.Read(text, null, null)?.ToText());

    [Theory]
    [InlineData("100 kr", "SEK", null, "100 SEK")]
    [InlineData("$5", "CAD", null, "5 CAD")]
    [InlineData("€5", "CAD", null, "5 EUR")]
    [InlineData("5", "CAD", null, "5 CAD")]
    [InlineData("1.299 KWD", null, ".", "1.299 KWD")]
    [InlineData("1,299 €", null, ",", "1.299 EUR")]
    [InlineData("1.299 €", null, ",", "1299 EUR")]
    public void Read_WithArguments_FollowsThem(string text, string? currency, string? mark, string expected) =>
        Assert.Equal(expected, MoneyReading.Read(text, currency, mark)?.ToText());

    [Theory]
    [InlineData("")]
    [InlineData("AQUAFINESSE")]
    [InlineData("€")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("$79228162514264337593543950335K")]
    public void Read_NoAmount_GivesNothing(string text) => Assert.Null(MoneyReading.Read(text, null, null));

    [Fact]
    public void Read_AmountFormattedByAnyCulture_GivesTheAmountBack()
    {
        var cultures = new[] { "en-US", "de-DE", "fr-FR", "de-CH", "ru-RU", "pt-BR", "pl-PL", "sv-SE", "en-IN", "it-IT", "cs-CZ", "ja-JP" };
        var cases =
            from cents in Gen.Choose(0, 2_000_000_000)
            from culture in Gen.Elements(cultures)
            from frame in Gen.Elements("{0}", "€ {0}", "€{0}", "{0} €", "{0}€", "EUR {0}", "Price: {0} EUR only")
            select (amount: cents / 100m, culture, frame);

        Prop.ForAll(
                cases.ToArbitrary(),
                c =>
                {
                    var number = c.amount.ToString("N2", CultureInfo.GetCultureInfo(c.culture));
                    var money = MoneyReading.Read(string.Format(CultureInfo.InvariantCulture, c.frame, number), null, null);
                    return money == new MoneyValue(c.amount, c.frame == "{0}" ? null : "EUR");
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_AnyText_NeverThrows() => Prop.ForAll<string>(text => Read(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_NumbersAndSignsInAnyOrder_NeverThrows()
    {
        var pieces = Gen.Elements("1", "23", "456", ".", ",", "'", " ", "-", "€", "$", "kr", "USD", "р", "руб", "x", "\u00A0", "–");
        Prop.ForAll(pieces.ListOf().ToArbitrary(), list => Read(string.Concat(list))).QuickCheckThrowOnFailure();
    }

    // The outcome does not matter here, only that there is one.
    private static void Read(string text) => _ = MoneyReading.Read(text, null, null);
}
