using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Timing;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Timing;

public sealed class ScheduleTimingTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28", "2026-03-28 01:30, 2026-03-29 01:00, 2026-03-30 00:30")] // forward at 02:00: at 03:00 summer time
    [InlineData("Europe/Berlin", "2026-10-24", "2026-10-24 00:30, 2026-10-25 00:30, 2026-10-26 01:30")] // back at 03:00: the first 02:30
    [InlineData("America/New_York", "2026-03-07", "2026-03-07 07:30, 2026-03-08 07:00, 2026-03-09 06:30")]
    [InlineData("America/New_York", "2026-10-31", "2026-10-31 06:30, 2026-11-01 07:30, 2026-11-02 07:30")] // back at 02:00: 02:30 comes once
    public void Next_DailyAtHalfPastTwo_RunsOnceOnTheNightOfTheChange(string zone, string from, string expected) =>
        Assert.Equal(expected, Text(new ScheduleTiming(null, "30 2 * * *", zone).Next(At(from), null, 3)));

    [Fact]
    public void Next_HalfPastOneTwiceInNewYork_RunsTheFirstTimeOnly() =>
        Assert.Equal(
            "2026-10-31 05:30, 2026-11-01 05:30, 2026-11-02 06:30",
            Text(new ScheduleTiming(null, "30 1 * * *", "America/New_York").Next(At("2026-10-31"), null, 3))
        );

    [Fact]
    public void Next_LeapDay_WaitsForIt() =>
        Assert.Equal(
            "2028-02-29 00:00, 2032-02-29 00:00",
            Text(new ScheduleTiming(null, "0 0 29 2 *", "UTC").Next(At("2026-01-01"), null, 2))
        );

    [Fact]
    public void Next_Sun_IsSunday() =>
        Assert.All(
            new ScheduleTiming(null, "30 4 * * SUN", "UTC").Next(At("2026-11-22"), null, 5),
            time => Assert.Equal(DayOfWeek.Sunday, time.DayOfWeek)
        );

    [Theory]
    [InlineData("@hourly", "2026-01-01 01:00")]
    [InlineData("@daily", "2026-01-02 00:00")]
    [InlineData("@midnight", "2026-01-02 00:00")]
    [InlineData("@weekly", "2026-01-04 00:00")]
    [InlineData("@monthly", "2026-02-01 00:00")]
    [InlineData("@yearly", "2027-01-01 00:00")]
    [InlineData("@annually", "2027-01-01 00:00")]
    [InlineData("0 0 13 * FRI", "2026-01-02 00:00")] // day and weekday both named: either will do, as in every crontab
    [InlineData("0 0 * * 7", "2026-01-04 00:00")]
    public void Next_Macros_AreWhatTheySay(string cron, string expected) =>
        Assert.Equal(expected, Text(new ScheduleTiming(null, cron, "UTC").Next(At("2026-01-01"), null, 1)));

    [Fact]
    public void Next_RandomExpressions_RiseAndTheLatestBeforeEachIsTheOneBeforeIt() =>
        Prop.ForAll(
                Expressions().ToArbitrary(),
                sample =>
                {
                    var now = At("2026-01-01").AddMinutes(sample.Minutes);
                    var timing = new ScheduleTiming(null, sample.Cron, sample.Zone);
                    var next = timing.Next(now, null, 5);
                    return next.Count == 5
                        && next[0] > now
                        && next.Zip(next.Skip(1)).All(pair => pair.First < pair.Second)
                        && next.Zip(next.Skip(1))
                            .All(pair =>
                                timing.Latest(next[0], pair.Second.AddSeconds(-1)) == pair.First
                                && timing.Latest(pair.First, pair.Second) == pair.Second
                            );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Theory]
    [InlineData("2026-01-01 10:00", "2026-01-01 10:00", "2026-01-01 10:00")]
    [InlineData("2026-01-01 10:00", "2026-01-01 10:59", "2026-01-01 10:00")]
    [InlineData("2026-01-01 10:00", "2026-01-01 13:03", "2026-01-01 13:00")]
    [InlineData("2026-01-01 10:00", "2026-01-09 13:00", "2026-01-09 13:00")]
    public void Latest_Hourly_IsTheLastOfThoseMissed(string first, string now, string expected)
    {
        Assert.Equal(At(expected), new ScheduleTiming(null, "0 * * * *", "UTC").Latest(At(first), At(now)));
        Assert.Equal(At(expected), new ScheduleTiming(TimeSpan.FromHours(1), null, "UTC").Latest(At(first), At(now)));
    }

    [Fact]
    public void Latest_LeapDay_IsFoundFourYearsBack() =>
        Assert.Equal(At("2028-02-29"), new ScheduleTiming(null, "0 0 29 2 *", "UTC").Latest(At("2024-02-29"), At("2032-02-28")));

    [Theory]
    [InlineData("*/15 * * * *", "Europe/Berlin", "2026-03-28 23:00", 92)] // each of them a quarter of an hour long, in both nights
    [InlineData("*/15 * * * *", "Europe/Berlin", "2026-10-24 22:00", 100)]
    [InlineData("7-59/15 * * * *", "Europe/Berlin", "2026-03-28 23:00", 92)]
    [InlineData("@hourly", "America/New_York", "2026-11-01 04:00", 25)]
    [InlineData("30 * * * *", "America/New_York", "2026-03-08 05:00", 23)] // nothing at the moment of the change: no hour is short of its run
    [InlineData("*/10 * * * *", "Australia/Lord_Howe", "2026-04-04 13:00", 147)] // 24 hours and a half
    public void Next_EveryHour_FollowsTimeAsItPasses(string cron, string zone, string midnight, int count)
    {
        var times = new ScheduleTiming(null, cron, zone).Next(At(midnight).AddSeconds(-1), null, count + 1);

        Assert.Single(times.Zip(times.Skip(1), (one, next) => next - one).Distinct());
        Assert.Equal(
            1,
            TimeZoneInfo.ConvertTimeFromUtc(times[count], TimeZoneInfo.FindSystemTimeZoneById(zone)).DayOfYear - LocalDay(times[count - 1])
        );

        int LocalDay(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(zone)).DayOfYear;
    }

    [Theory]
    [InlineData("*/20 2 * * *", "Europe/Berlin", "2026-03-29", "2026-03-29 01:00, 2026-03-30 00:00")] // the hour is not there: once, at the change
    [InlineData("*/30 2 * * *", "Europe/Berlin", "2026-10-24 12:00", "2026-10-25 00:00, 2026-10-25 00:30, 2026-10-26 01:00")] // it comes twice: the first
    [InlineData("0 0 * * *", "America/Havana", "2026-03-07 12:00", "2026-03-08 05:00, 2026-03-09 04:00")] // forward at midnight
    [InlineData("0 0 * * *", "America/Havana", "2026-10-31 12:00", "2026-11-01 04:00, 2026-11-02 05:00")] // back to midnight at one
    [InlineData("15 2 * * *", "Australia/Lord_Howe", "2026-10-03 00:00", "2026-10-03 15:30, 2026-10-04 15:15")] // 02:00 to 02:30
    [InlineData("45 1 * * *", "Australia/Lord_Howe", "2026-04-04 00:00", "2026-04-04 14:45, 2026-04-05 15:15")] // 02:00 back to 01:30
    [InlineData("0 12 * * *", "Pacific/Apia", "2011-12-29 00:00", "2011-12-29 22:00, 2011-12-30 10:00, 2011-12-30 22:00")] // no 30 December
    [InlineData("0 12 30 12 *", "Pacific/Apia", "2011-06-01 00:00", "2011-12-30 10:00, 2012-12-29 22:00")]
    [InlineData("0 12 * * *", "Pacific/Kwajalein", "1993-08-20 12:00", "1993-08-21 00:00, 1993-08-21 12:00, 1993-08-22 00:00")] // no 21 August
    [InlineData("30 2 * * *", "Africa/Casablanca", "2026-02-14 12:00", "2026-02-15 01:30, 2026-02-16 02:30")] // back at three, for Ramadan
    [InlineData("30 2 * * *", "Africa/Casablanca", "2026-03-21 12:00", "2026-03-22 02:00, 2026-03-23 01:30")] // forward at two
    public void Next_CertainHours_ComeOnceWhateverTheClocksDo(string cron, string zone, string from, string expected) =>
        Assert.Equal(expected, Text(new ScheduleTiming(null, cron, zone).Next(At(from), null, expected.Split(", ").Length)));

    [Theory]
    [InlineData("0 0 * * 5-7", "2026-01-02 00:00, 2026-01-03 00:00, 2026-01-04 00:00, 2026-01-09 00:00")]
    [InlineData("0 0 * * FRI-SUN", "2026-01-02 00:00, 2026-01-03 00:00, 2026-01-04 00:00, 2026-01-09 00:00")]
    [InlineData("0 0 * jan,MAR mon", "2026-01-05 00:00, 2026-01-12 00:00, 2026-01-19 00:00, 2026-01-26 00:00, 2026-03-02 00:00")]
    [InlineData("5-59/20 3 * * *", "2026-01-01 03:05, 2026-01-01 03:25, 2026-01-01 03:45, 2026-01-02 03:05")]
    [InlineData("0 0 31 2 MON", "2026-02-02 00:00, 2026-02-09 00:00")] // that day never comes, but a Monday does
    [InlineData("0 0 */2 * MON", "2026-01-05 00:00, 2026-01-19 00:00, 2026-02-09 00:00")] // crontab(5): what begins with * does not restrict, so both have to match
    [InlineData("*/7 5 * * *", "2026-01-01 05:00, 2026-01-01 05:07")]
    public void Next_Fields_AreReadAsInEveryCrontab(string cron, string expected) =>
        Assert.Equal(expected, Text(new ScheduleTiming(null, cron, "UTC").Next(At("2026-01-01"), null, expected.Split(", ").Length)));

    [Theory]
    [InlineData("0 3 * * *", null, "2026-01-01 03:00", "2026-01-02 03:00")]
    [InlineData("0 3 * * *", null, "2026-01-01 02:59:59.999", "2026-01-01 03:00")]
    [InlineData("* * * * *", null, "2026-01-01 03:00:00.001", "2026-01-01 03:01")]
    [InlineData(null, 300, "2026-01-01 03:00", "2026-01-01 03:05")]
    public void NextAfter_Now_IsStrictlyLater(string? cron, int? seconds, string now, string expected) =>
        Assert.Equal(
            At(expected),
            new ScheduleTiming(seconds is { } given ? TimeSpan.FromSeconds(given) : null, cron, "UTC").NextAfter(At(now))
        );

    [Theory]
    [InlineData(ParserMode.Auto, null, 0)] // never ran: at once
    [InlineData(ParserMode.Auto, 90, 0)] // overdue: at once
    [InlineData(ParserMode.Auto, 20, 40)]
    [InlineData(ParserMode.Auto, -30, 60)] // the clock went back since
    [InlineData(ParserMode.Manual, 90, 60)]
    public void First_Interval_CountsFromTheLastStart(ParserMode mode, int? minutesAgo, int expected)
    {
        var now = At("2026-01-01");
        Assert.Equal(
            now.AddMinutes(expected),
            new ScheduleTiming(TimeSpan.FromHours(1), null, "UTC").First(mode, minutesAgo is { } ago ? now.AddMinutes(-ago) : null, now)
        );
    }

    private static Gen<(string Cron, string Zone, int Minutes)> Expressions() =>
        from minute in Field(0, 59)
        from hour in Field(0, 23)
        from day in Field(1, 28)
        from month in Field(1, 12)
        from weekday in Field(0, 6)
        from zone in Gen.Elements("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
        from minutes in Gen.Choose(0, 600_000)
        select ($"{minute} {hour} {day} {month} {weekday}", zone, minutes);

    private static Gen<string> Field(int from, int to) =>
        Gen.OneOf(
            Gen.Constant("*"),
            Gen.Choose(from, to).Select(one => $"{one}"),
            Gen.Choose(2, 5).Select(step => $"*/{step}"),
            Gen.Choose(from, to)
                .Zip(Gen.Choose(from, to))
                .Select(pair => $"{Math.Min(pair.Item1, pair.Item2)}-{Math.Max(pair.Item1, pair.Item2)}"),
            Gen.Choose(from, to).Zip(Gen.Choose(from, to)).Select(pair => $"{pair.Item1},{pair.Item2}")
        );

    private static DateTime At(string text) =>
        DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static string Text(IEnumerable<DateTime> times) =>
        string.Join(", ", times.Select(time => time.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
}
