using System.Globalization;
using ParserAdmin.Core.Extraction.Text;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Conformance;

public sealed class PriceConformanceTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public void Read_EveryPrice_HasItsAmountAndCurrency()
    {
        var score = new Score("prices");
        foreach (var one in SharedData.Json("prices/cases.json").EnumerateArray())
        {
            var (text, beside) = (one.GetProperty("price_raw").GetString()!, one.GetProperty("currency_raw").GetString());
            var amount = one.GetProperty("amount").GetString();

            var money = MoneyReading.Read(text, beside is null ? null : CurrencyScanner.Anywhere(PlainDigits.Rewrite(beside))?.Code, null);

            var expected = amount is null
                ? "nothing"
                : $"{decimal.Parse(amount, NumberStyles.Number, CultureInfo.InvariantCulture):G29} "
                    + $"{Code(one.GetProperty("currency").GetString())}";
            score.Count($"'{text}' beside '{beside}'", expected, money is null ? "nothing" : $"{money.Amount:G29} {money.Currency}");
        }

        Assert.Equal(418, score.Total);
        score.AssertAtLeast(0.99, output);
    }

    // The data says "zł", we say "PLN"; a sign that we do not know must not count as right.
    private static string Code(string? sign) => sign is null ? "" : CurrencyScanner.Anywhere(sign)?.Code ?? $"unknown {sign}";
}
