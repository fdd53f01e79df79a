using System.Globalization;

namespace ParserAdmin.Demo.Data;

/// <summary>The advertisements of the market at a minute: a new one each minute, and those of the last hours.</summary>
internal static class DemoMarket
{
    public const int PageSize = 20;
    public const int PageCount = 6;

    private const int Kept = PageSize * PageCount;

    private static readonly string[] Things =
    [
        "Reel-to-reel recorder",
        "Bicycle lamp",
        "Typewriter",
        "Wall clock",
        "Rowing boat",
        "Brass telescope",
        "Set of chisels",
        "Card catalogue",
        "Gramophone",
        "Folding chairs",
        "Map cabinet",
        "Station bench",
        "Weather vane",
        "Projector",
        "Reading lamp",
        "Accordion",
    ];

    /// <summary>A page from 1, the newest first.</summary>
    public static IReadOnlyList<DemoListing> Page(DateTime minute, int number)
    {
        var newest = (long)(minute - DemoCatalogue.Epoch).TotalMinutes + Kept;
        return [.. Enumerable.Range((number - 1) * PageSize, PageSize).Select(age => Make(newest - age, minute.AddMinutes(-age), age))];
    }

    private static DemoListing Make(long number, DateTime posted, int age)
    {
        var thing = DemoDice.Pick(Things, number, 81);
        var adjective = DemoDice.Pick(DemoWords.Adjectives, number, 82);
        return new DemoListing(
            string.Create(CultureInfo.InvariantCulture, $"a-{number}"),
            $"{thing}, {adjective.ToLowerInvariant()}",
            $"From the estate of a {DemoDice.Pick(DemoWords.Trades, number, 83)}. Comes with {DemoDice.Pick(DemoWords.Finds, number, 84)}.",
            15 + 5 * DemoDice.Roll(160, number, 85),
            DemoDice.Pick(DemoWords.Places, number, 86),
            posted,
            age > 5 + DemoDice.Roll(200, number, 87)
        );
    }
}
