using System.Globalization;

namespace ParserAdmin.Demo.Data;

/// <summary>
/// What a title costs from a minute on.
/// </summary>
/// <param name="Amount">In euros, two decimals.</param>
/// <param name="Since">UTC minute of the last change.</param>
public sealed record DemoPrice(decimal Amount, DateTime Since)
{
    /// <summary>The ISO 4217 code of every price.</summary>
    public const string Currency = "EUR";

    // 312 titles over 52 minutes: exactly six prices change in each minute, and each of them every 52 minutes.
    private const int MinutesBetween = 52;
    private const int Spread = 17;
    private const int Levels = 6;

    /// <summary>As the pages write it, such as <c>€ 12.99</c>.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"€ {Amount:0.00}");

    /// <summary>The price of a title at a minute (UTC).</summary>
    public static DemoPrice At(int ordinal, DateTime minute)
    {
        var clock = (long)(minute - DemoCatalogue.Epoch).TotalMinutes + ordinal * Spread % MinutesBetween;
        var turn = clock / MinutesBetween;

        // Odd and even turns draw from different levels, so that no change repeats the price before it.
        var level = 2 * DemoDice.Roll(Levels, ordinal + turn * DemoCatalogue.TitleCount, 41) + (int)(turn % 2);
        var list = 599 + 100 * DemoDice.Roll(30, ordinal, 42);
        var cents = list * (80 + 4 * level) / 100 / 10 * 10 + 9;
        return new DemoPrice(cents / 100m, minute.AddMinutes(-(clock % MinutesBetween)));
    }
}
