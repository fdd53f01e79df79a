using System.Globalization;

namespace ParserAdmin.Demo.Data;

/// <summary>The guides of the members' area; they never change.</summary>
internal static class DemoGuides
{
    public const int PageSize = 12;
    public const int PageCount = 3;

    public static IReadOnlyList<DemoGuide> All { get; } = [.. Enumerable.Range(1, PageSize * PageCount).Select(Make)];

    private static DemoGuide Make(int number) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"g-{number:00}"),
            $"{DemoDice.Pick(DemoWords.Places, number, 101)} for the {DemoDice.Pick(DemoWords.Trades, number, 102)}, no. {number}",
            $"{DemoDice.Pick(DemoWords.FirstNames, number, 103)} {DemoDice.Pick(DemoWords.LastNames, number, 104)}",
            $"Where to find {DemoDice.Pick(DemoWords.Finds, number, 105)}. {DemoDice.Pick(DemoWords.Turns, number, 106)}"
        );
}
