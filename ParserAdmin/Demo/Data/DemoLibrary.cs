using System.Globalization;

namespace ParserAdmin.Demo.Data;

/// <summary>Makes the works of the catalogue: the half of the truth that the clock does not touch.</summary>
internal static class DemoLibrary
{
    // A third of the titles form series; members stand far apart, so that a series spreads over several listing pages.
    private const int SeriesEvery = 3;
    private const int SeriesCount = 26;

    private static readonly string[] SeriesKinds = ["Chronicles", "Quartet", "Casebook", "Voyages"];

    private static readonly IReadOnlyList<string> Names = DemoTitleNames.Make(DemoCatalogue.TitleCount + DemoCatalogue.UnlistedCount);

    /// <summary>All works of the catalogue by ordinal.</summary>
    public static IReadOnlyList<DemoWork> Works { get; } =
    [.. Names.Take(DemoCatalogue.TitleCount).Select((name, ordinal) => Make(ordinal, name))];

    /// <summary>Works that the catalogue does not list: a fifth part of every second series, then some that belong to none.</summary>
    public static IReadOnlyList<DemoWork> Unlisted { get; } = [.. Names.Skip(DemoCatalogue.TitleCount).Select(MakeUnlisted)];

    private static DemoWork Make(int ordinal, string name)
    {
        var member = ordinal % SeriesEvery == 1 ? ordinal / SeriesEvery : (int?)null;
        int? number = member / SeriesCount + 1;
        var series = member is { } place ? MakeSeries(place % SeriesCount) : null;
        return new DemoWork(
            ordinal,
            string.Create(CultureInfo.InvariantCulture, $"t-{ordinal + 1:0000}"),
            name,
            PickSome(DemoWords.Genres, 1 + DemoDice.Roll(3, ordinal, 11), ordinal, 12),
            [.. PickSome(Enumerable.Range(0, 48).ToList(), 1 + DemoDice.Roll(2, ordinal, 13), ordinal, 14).Select(Person)],
            series,
            number,
            DemoEpisodes.IsOngoing(ordinal),
            Published(ordinal, member % SeriesCount, number),
            Describe(ordinal)
        );
    }

    private static DemoWork MakeUnlisted(string name, int index)
    {
        var ordinal = DemoCatalogue.TitleCount + index;
        var sibling = index < SeriesCount / 2 ? Works.Last(work => work.Series?.Id == MakeSeries(2 * index).Id) : null;
        return new DemoWork(
            ordinal,
            string.Create(CultureInfo.InvariantCulture, $"x-{index + 1:0000}"),
            name,
            sibling?.Genres ?? PickSome(DemoWords.Genres, 1 + DemoDice.Roll(3, ordinal, 11), ordinal, 12),
            sibling?.Creators ?? Works[DemoDice.Roll(Works.Count, ordinal, 24)].Creators,
            sibling?.Series,
            sibling?.SeriesNumber + 1,
            Ongoing: false,
            Published(ordinal, sibling is null ? null : 2 * index, sibling?.SeriesNumber + 1),
            Describe(ordinal)
        );
    }

    private static DemoSeries MakeSeries(int index)
    {
        // A place each, and a kind more when the places are used up: no two series share a name.
        var place = DemoWords.Places[index % DemoWords.Places.Length];
        var kind = SeriesKinds[(index + index / DemoWords.Places.Length) % SeriesKinds.Length];
        return new DemoSeries(string.Create(CultureInfo.InvariantCulture, $"s-{index + 1:00}"), $"The {place} {kind}");
    }

    private static DateOnly Published(int ordinal, int? series, int? number)
    {
        // The parts of a series come out in their order. All years lie before the oldest episode list that the clock can ask for.
        var year = series is { } index ? 1990 + DemoDice.Roll(24, index, 15) + 2 * number!.Value : 1984 + DemoDice.Roll(40, ordinal, 16);
        return new DateOnly(year, 1, 1).AddDays(DemoDice.Roll(365, ordinal, 17));
    }

    private static string Person(int index) =>
        $"{DemoWords.FirstNames[index % DemoWords.FirstNames.Length]} {DemoDice.Pick(DemoWords.LastNames, index, 18)}";

    private static string Describe(int ordinal)
    {
        var trade = DemoDice.Pick(DemoWords.Trades, ordinal, 19);
        var place = DemoDice.Pick(DemoWords.Places, ordinal, 20);
        var find = DemoDice.Pick(DemoWords.Finds, ordinal, 21);
        var turn = DemoDice.Pick(DemoWords.Turns, ordinal, 22);
        return DemoDice.Roll(3, ordinal, 23) switch
        {
            0 => $"In {place}, the {trade} opens a forgotten room and finds {find}. {turn}",
            1 => $"After twenty years away, the {trade} comes back to {place} with {find}. {turn} And winter is early.",
            _ => $"Two sisters and the {trade} share a house in {place}, a dog, and {find}. {turn}",
        };
    }

    private static List<T> PickSome<T>(IReadOnlyList<T> from, int count, int subject, int salt)
    {
        // Steps of less than half the list, twice at most, never meet the first pick again.
        var start = DemoDice.Roll(from.Count, subject, salt);
        var step = 1 + DemoDice.Roll(from.Count / 2 - 1, subject, salt + 100);
        return [.. Enumerable.Range(0, count).Select(turn => from[(start + turn * step) % from.Count])];
    }
}
