using System.Globalization;

namespace ParserAdmin.Demo.Data;

/// <summary>
/// The episodes of a title at a minute. A completed title has a fixed list. An ongoing one is a serial in short instalments: a new one
/// every 78 minutes, and the page shows today's (UTC) and those of the two days before. So each minute brings two new episodes somewhere, a
/// list never holds more than 56, and an episode that was seen stays to the end of the day at least.
/// </summary>
internal static class DemoEpisodes
{
    private const int OngoingCount = DemoCatalogue.TitleCount / 2;
    private const int MinutesBetween = OngoingCount / 2;
    private const int DaysShownBeforeToday = 2;

    // Shares no factor with the number of titles, so that the slots are a permutation of the ordinals.
    private const int Stride = 125;

    public static bool IsOngoing(int ordinal) => Slot(ordinal) < OngoingCount;

    /// <summary>The episodes on the page at a minute (UTC), oldest first.</summary>
    public static IReadOnlyList<DemoEpisode> At(DemoWork work, DateTime minute) => work.Ongoing ? Serial(work, minute) : Finished(work);

    private static List<DemoEpisode> Serial(DemoWork work, DateTime minute)
    {
        var phase = Slot(work.Ordinal) % MinutesBetween;
        var newest = Number(minute, phase);
        var oldest = Math.Max(1, Number(minute.Date.AddDays(-DaysShownBeforeToday).AddMinutes(-1), phase) + 1);
        var episodes = new List<DemoEpisode>(Math.Max(0, newest - oldest + 1));
        for (var number = oldest; number <= newest; number++)
            episodes.Add(Make(work, number, DemoCatalogue.Epoch.AddMinutes(phase + (number - 1L) * MinutesBetween)));
        return episodes;
    }

    private static List<DemoEpisode> Finished(DemoWork work)
    {
        var first = work.Published.ToDateTime(new TimeOnly(18, 0), DateTimeKind.Utc);
        var count = 4 + DemoDice.Roll(21, work.Ordinal, 31);
        return [.. Enumerable.Range(1, count).Select(number => Make(work, number, first.AddDays(7 * (number - 1))))];
    }

    /// <summary>The number of the last episode aired by a minute; 0 or less before the first.</summary>
    private static int Number(DateTime minute, int phase) =>
        (int)Math.Floor(((minute - DemoCatalogue.Epoch).TotalMinutes - phase) / MinutesBetween) + 1;

    private static int Slot(int ordinal) => ordinal * Stride % DemoCatalogue.TitleCount;

    private static DemoEpisode Make(DemoWork work, int number, DateTime aired)
    {
        var subject = work.Ordinal * 1_000_000L + number;
        var title =
            DemoDice.Roll(2, subject, 32) == 0
                ? $"The {DemoDice.Pick(DemoWords.Adjectives, subject, 33)} {DemoDice.Pick(DemoWords.Nouns, subject, 34)}"
                : $"{DemoDice.Pick(DemoWords.Plurals, subject, 35)} over {DemoDice.Pick(DemoWords.Places, subject, 36)}";
        return new DemoEpisode(string.Create(CultureInfo.InvariantCulture, $"{work.Id}-e{number}"), number, title, aired);
    }
}
