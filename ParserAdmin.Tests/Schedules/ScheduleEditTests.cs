using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Timing;
using Xunit;

namespace ParserAdmin.Tests.Schedules;

public sealed class ScheduleEditTests
{
    [Theory]
    [InlineData("0 0 30 2 *", "never comes")]
    [InlineData("0 0 31 4,6,9,11 *", "never comes")]
    [InlineData("0 0 31 2 *", "never comes")]
    [InlineData("99 * * * *", "Minute, at character 1: '99' is out of range. Allowed are 0 to 59.")]
    [InlineData("60 * * * *", "Minute, at character 1: '60'")]
    [InlineData("0 99 * * *", "Hour, at character 3: '99' is out of range. Allowed are 0 to 23.")]
    [InlineData("0,99 3 * * *", "Minute, at character 3: '99'")]
    [InlineData("0 1-99 * * *", "Hour, at character 5: '99'")]
    [InlineData("  0   24 * * *", "Hour, at character 7: '24'")]
    [InlineData("0 0 0 * *", "Day, at character 5: '0' is out of range. Allowed are 1 to 31.")]
    [InlineData("0 0 * 13 *", "Month, at character 7: '13' is out of range. Allowed are 1 to 12 or JAN to DEC.")]
    [InlineData("0 0 * * 8", "Weekday, at character 9: '8' is out of range. Allowed are 0 to 7 (0 and 7 are Sunday) or SUN to SAT.")]
    [InlineData("99999999999999999999 * * * *", "out of range")]
    [InlineData("*/0 * * * *", "Minute, at character 3: '0' is no step. Allowed are 1 to 59.")]
    [InlineData("*/99 * * * *", "'99' is no step")]
    [InlineData("*/x * * * *", "'x' is no step")]
    [InlineData("*/ * * * *", "the step behind the slash")]
    [InlineData("*/2/3 * * * *", "'2/3' is no step")]
    [InlineData("5/15 * * * *", "write 5-59/15")]
    [InlineData("0 22-4 * * *", "Hour, at character 3: the range '22-4' runs backwards. Write 22-23,0-4.")]
    [InlineData("0 0 * * 5-0", "runs backwards. Write 5-7.")]
    [InlineData("0 0 * * SAT-MON", "runs backwards. Write 6-6,0-1.")]
    [InlineData("-1 * * * *", "Minute, at character 1: something is missing")]
    [InlineData("1- * * * *", "Minute, at character 3: something is missing")]
    [InlineData("*-5 * * * *", "'*' means nothing here")]
    [InlineData("0,, * * * *", "Minute, at character 3: something is missing")]
    [InlineData("* * * *", "five fields")]
    [InlineData("0 0 0 * * ?", "six fields")]
    [InlineData("0 30 4 * * SUN", "begins with seconds")]
    [InlineData("0 0 L * *", "Day, at character 5: 'L' means nothing here")]
    [InlineData("0 0 * * MON#1", "Weekday, at character 9: 'MON#1' means nothing here; did you mean MON?")]
    [InlineData("0 0 * * SUNDAY", "did you mean SUN?")]
    [InlineData("0 0 * * TEU", "did you mean TUE?")]
    [InlineData("0 0 * September *", "did you mean SEP?")]
    [InlineData("0 0 * * HELLO", "'HELLO' means nothing here. Allowed are 0 to 7")]
    [InlineData("MON 0 * * *", "Minute, at character 1: 'MON' belongs to the weekday. Allowed are 0 to 59.")]
    [InlineData("\u0663 * * * *", "means nothing")] // a digit, but not one of ours
    [InlineData("@reboot", "There is no '@reboot'")]
    [InlineData("@dayly", "did you mean @daily?")]
    [InlineData("", "five fields")]
    public void Resolve_BadCron_SaysWhatIsWrong(string cron, string words) =>
        Assert.Contains(words, Problem(Cron(cron)), StringComparison.Ordinal);

    [Theory]
    [InlineData("listing-scrape", 60, true)]
    [InlineData("listing-scrape", 3600, true)]
    [InlineData("listing-scrape", 59, false)]
    [InlineData("listing-scrape", 3601, false)]
    [InlineData("channel-parse", 5, true)]
    [InlineData("channel-parse", 4, false)]
    [InlineData("catalog-sync", 3600, true)]
    [InlineData("catalog-sync", 60, false)]
    [InlineData("top-discovery", 60, true)]
    [InlineData("top-discovery", 0, false)]
    public void Resolve_Interval_HasTheBoundsOfItsTask(string task, int seconds, bool fine) =>
        Assert.Equal(
            fine,
            (Cron("@daily") with { Cron = null, IntervalSeconds = seconds }).Resolve(task, new ParserSettings()).Problem is null
        );

    [Fact]
    public void Resolve_TwoWays_IsRefused() =>
        Assert.Contains("one way", Problem(Cron("@daily") with { IntervalSeconds = 3600 }), StringComparison.Ordinal);

    [Fact]
    public void Resolve_NothingToFollow_IsRefused() =>
        Assert.Contains(
            "no setting",
            (Cron("") with { Cron = null, FollowSetting = true }).Resolve("cleanup", new ParserSettings()).Problem,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Mars/Base")]
    [InlineData("localtime")]
    [InlineData("right/Europe/Berlin")]
    public void Resolve_UnknownZone_IsRefused(string zone)
    {
        Assert.Contains($"'{zone}'", Problem(Cron("@daily") with { TimeZone = zone }), StringComparison.Ordinal);
        Assert.NotNull(Cron("@daily").Resolve("catalog-sync", new ParserSettings { TimeZone = zone }).Problem);
    }

    [Fact]
    public void Resolve_NoZone_TakesTheSettings() =>
        Assert.Equal(
            "Europe/Berlin",
            Cron("@daily").Resolve("catalog-sync", new ParserSettings { TimeZone = "Europe/Berlin" }).Timing!.ZoneId
        );

    [Theory]
    [InlineData("0 3 * * SUN", "Sundays 03:00 UTC")]
    [InlineData("0 3 * * 7", "Sundays 03:00 UTC")]
    [InlineData("30 4 * * 1", "Mondays 04:30 UTC")]
    [InlineData("@daily", "every day 00:00 UTC")]
    [InlineData("0 4 1 * *", "on day 1 of each month 04:00 UTC")]
    [InlineData("5 * * * *", "every hour at minute 5, UTC")]
    [InlineData("* * * * *", "every minute by the clock, UTC")]
    [InlineData("*/15 * * * *", "every 15 minutes by the clock, UTC")]
    [InlineData("0-59 0-23 * * *", "every minute by the clock, UTC")]
    [InlineData("0,30 * * * *", "every 30 minutes by the clock, UTC")]
    [InlineData("@hourly", "every hour at minute 0, UTC")]
    [InlineData("30 4 * * FRI-FRI", "Fridays 04:30 UTC")]
    [InlineData("0 3 1-31 * SUN", "every day 03:00 UTC")] // day and weekday are both named, so either will do
    [InlineData("0 3 13 * FRI", "at 0 3 13 * FRI UTC")]
    [InlineData("0 3 * JAN *", "at 0 3 * JAN * UTC")]
    [InlineData("99 * * * *", "at 99 * * * * UTC")] // only someone with SQL can have written that
    [InlineData("*/7 * * * *", "at */7 * * * * UTC")] // seven does not divide the hour, so it would not be the truth
    [InlineData("*/5 1-3 * JAN MON", "at */5 1-3 * JAN MON UTC")]
    public void Words_Cron_ReadsAsPeopleSayIt(string cron, string words) =>
        Assert.Equal(words, ScheduleText.Of(new ScheduleTiming(null, cron, "UTC")));

    [Theory]
    [InlineData(86400, "every 24 hours")]
    [InlineData(3600, "every hour")]
    [InlineData(300, "every 5 minutes")]
    [InlineData(90, "every 90 seconds")]
    public void Words_Interval_ReadsAsPeopleSayIt(int seconds, string words) =>
        Assert.Equal(words, ScheduleText.Of(new ScheduleTiming(TimeSpan.FromSeconds(seconds), null, "UTC")));

    private static ScheduleEdit Cron(string cron) => new(cron, null, false, null, true, OverlapPolicy.Skip, MisfirePolicy.RunOnce);

    private static string? Problem(ScheduleEdit edit) => edit.Resolve("catalog-sync", new ParserSettings()).Problem;
}
