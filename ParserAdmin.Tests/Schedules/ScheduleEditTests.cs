using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using Xunit;

namespace ParserAdmin.Tests.Schedules;

public sealed class ScheduleEditTests
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("0 0 30 2 *", "never comes")]
    [InlineData("0 0 31 4,6,9,11 *", "never comes")]
    [InlineData("61 * * * *", "no cron expression")]
    [InlineData("0 24 * * *", "no cron expression")]
    [InlineData("* * * *", "five fields")]
    [InlineData("0 0 0 * * ?", "five fields")]
    [InlineData("0 0 L * *", "'L' means nothing")]
    [InlineData("0 0 * * MON#1", "means nothing")]
    [InlineData("0 0 * * HELLO", "'HELLO' means nothing")]
    [InlineData("0,, * * * *", "Something is missing")]
    [InlineData("@reboot", "There is no '@reboot'")]
    [InlineData("", "five fields")]
    public void Resolve_BadCron_SaysWhatIsWrong(string cron, string words) => Assert.Contains(words, Problem(Cron(cron)), StringComparison.Ordinal);

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
        Assert.Equal(fine, (Cron("@daily") with { Cron = null, IntervalSeconds = seconds }).Resolve(task, new ParserSettings(), Now).Problem is null);

    [Fact]
    public void Resolve_TwoWays_IsRefused() => Assert.Contains("one way", Problem(Cron("@daily") with { IntervalSeconds = 3600 }), StringComparison.Ordinal);

    [Fact]
    public void Resolve_NothingToFollow_IsRefused() =>
        Assert.Contains("no setting", (Cron("") with { Cron = null, FollowSetting = true }).Resolve("cleanup", new ParserSettings(), Now).Problem, StringComparison.Ordinal);

    [Fact]
    public void Resolve_UnknownZone_IsRefused() => Assert.Contains("Mars/Base", Problem(Cron("@daily") with { TimeZone = "Mars/Base" }), StringComparison.Ordinal);

    [Fact]
    public void Resolve_NoZone_TakesTheSettings() =>
        Assert.Equal("Europe/Berlin", Cron("@daily").Resolve("catalog-sync", new ParserSettings { TimeZone = "Europe/Berlin" }, Now).Timing!.ZoneId);

    [Theory]
    [InlineData("0 3 * * SUN", "Sundays 03:00 UTC")]
    [InlineData("0 3 * * 7", "Sundays 03:00 UTC")]
    [InlineData("30 4 * * 1", "Mondays 04:30 UTC")]
    [InlineData("@daily", "every day 00:00 UTC")]
    [InlineData("0 4 1 * *", "on day 1 of each month 04:00 UTC")]
    [InlineData("5 * * * *", "every hour at minute 5, UTC")]
    [InlineData("* * * * *", "every minute by the clock, UTC")]
    [InlineData("*/15 * * * *", "every 15 minutes by the clock, UTC")]
    [InlineData("*/7 * * * *", "at */7 * * * * UTC")] // seven does not divide the hour, so it would not be the truth
    [InlineData("*/5 1-3 * JAN MON", "at */5 1-3 * JAN MON UTC")]
    public void Words_Cron_ReadsAsPeopleSayIt(string cron, string words) => Assert.Equal(words, ScheduleText.Of(new ScheduleTiming(null, cron, "UTC")));

    [Theory]
    [InlineData(86400, "every 24 hours")]
    [InlineData(3600, "every hour")]
    [InlineData(300, "every 5 minutes")]
    [InlineData(90, "every 90 seconds")]
    public void Words_Interval_ReadsAsPeopleSayIt(int seconds, string words) =>
        Assert.Equal(words, ScheduleText.Of(new ScheduleTiming(TimeSpan.FromSeconds(seconds), null, "UTC")));

    private static ScheduleEdit Cron(string cron) => new(cron, null, false, null, true, OverlapPolicy.Skip, MisfirePolicy.RunOnce);

    private static string? Problem(ScheduleEdit edit) => edit.Resolve("catalog-sync", new ParserSettings(), Now).Problem;
}
