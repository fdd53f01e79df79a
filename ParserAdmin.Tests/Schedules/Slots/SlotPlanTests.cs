using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Schedules.Timing;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>When slots come, as a pure function of the settings and the clock.</summary>
public sealed class SlotPlanTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly ScheduleTiming Hourly = new(Hour, null, "UTC");
    private static readonly ScheduleTiming AtTwo = new(null, "0 14 * * *", "UTC");

    private static readonly SlotPlan Auto = new(
        new ParserSettings
        {
            Mode = ParserMode.Auto,
            EnableAutoupdate = true,
            Version = 7,
        },
        Now
    );

    private static readonly SlotPlan Manual = Auto with { Settings = Auto.Settings with { Mode = ParserMode.Manual } };
    private static readonly SlotPlan WithoutAutoupdate = Auto with { Settings = Auto.Settings with { EnableAutoupdate = false } };

    [Fact]
    public void Source_OfEachKind_NamesWhatItIsComputedFrom()
    {
        Assert.Equal("every 01:00:00 auto 7", Auto.Source(View(Hourly)));
        Assert.Equal("every 01:00:00 resting", Manual.Source(View(Hourly)));
        Assert.Equal("every 01:00:00 resting", Auto.Source(View(Hourly, block: "paused")));
        Assert.Equal("0 14 * * * UTC", Auto.Source(View(AtTwo)));
        Assert.Equal("none", Auto.Source(View(Hourly, unavailable: "no path")));
    }

    [Fact]
    public void HasSlots_OfEpisodeSync_NeedsAutoupdate()
    {
        Assert.True(Auto.HasSlots(View(Hourly, task: "episode-sync")));
        Assert.False(WithoutAutoupdate.HasSlots(View(Hourly, task: "episode-sync")));
        Assert.True(WithoutAutoupdate.HasSlots(View(Hourly)));
        Assert.False(Auto.HasSlots(View(Hourly, unavailable: "no path")));
    }

    [Fact]
    public void First_WithoutSlots_IsNone()
    {
        Assert.Null(Auto.First(View(Hourly, unavailable: "no path"), null));
        Assert.Null(WithoutAutoupdate.First(View(Hourly, task: "episode-sync"), null));
    }

    [Fact]
    public void First_OfAnInterval_IsDueNowOnlyWhereItCounts()
    {
        Assert.Equal(Now, Auto.First(View(Hourly), null));
        Assert.Equal(Now.AddMinutes(20), Auto.First(View(Hourly), Now.AddMinutes(-40)));
        Assert.Equal(Now.AddHours(1), Manual.First(View(Hourly), null));
        Assert.Equal(Now.AddHours(1), Auto.First(View(Hourly, block: "paused"), null));
    }

    [Theory, InlineData("0 14 * *"), InlineData("0 0 30 2 *")]
    public void First_ExpressionThatIsNoneOrNeverComes_IsNone(string cron) =>
        Assert.True(Auto.First(View(new ScheduleTiming(null, cron, "UTC")), null) is null or { Year: 9999 });

    [Fact]
    public void After_SlotsThatWereMissed_IsTheFirstAhead()
    {
        Assert.Equal(Now.AddMinutes(30), Auto.After(View(Hourly), Now.AddMinutes(-30)));
        Assert.Equal(Now.AddMinutes(30), Auto.After(View(Hourly), Now.AddHours(-5).AddMinutes(-30)));
        Assert.Equal(Now.AddHours(2), Auto.After(View(AtTwo), Now.AddDays(-9)));
    }

    [Theory]
    [InlineData(-1_000, 0)]
    [InlineData(1_000, 0)]
    [InlineData(-1_001, -1_001)]
    [InlineData(1_001, 1_001)]
    public void AfterStart_CloseToItsSlot_DoesNotCreep(int late, int moved)
    {
        var next = Now + Hour;

        Assert.Equal(next.AddMilliseconds(moved), SlotPlan.AfterStart(Hour, next, Now.AddMilliseconds(late)));
    }

    [Fact]
    public void AfterStart_NoSlot_CountsFromTheStart() => Assert.Equal(Now + Hour, SlotPlan.AfterStart(Hour, null, Now));

    [Fact]
    public void IsCurrent_ComputedFromSomethingElse_IsNot()
    {
        Assert.False(Auto.IsCurrent(View(Hourly), null, distrust: false));
        Assert.False(Auto.IsCurrent(View(Hourly), Slot(Now, "every 01:00:00 auto 6"), distrust: false));
        Assert.True(Auto.IsCurrent(View(Hourly), Slot(Now.AddYears(1), "every 01:00:00 auto 7"), distrust: false));
    }

    [Fact]
    public void IsCurrent_NoTimeThatCouldBeWrong_Is() =>
        Assert.True(Auto.IsCurrent(View(Hourly, unavailable: "no path"), Slot(null, "none"), distrust: true));

    [Theory]
    [InlineData(0, true)]
    [InlineData(3_600, true)]
    [InlineData(3_601, false)]
    [InlineData(-1, false)]
    public void IsCurrent_IntervalThatCountsUnderDistrust_LiesWithinOneInterval(int seconds, bool current) =>
        Assert.Equal(current, Auto.IsCurrent(View(Hourly), Slot(Now.AddSeconds(seconds), "every 01:00:00 auto 7"), distrust: true));

    [Theory]
    [InlineData(3_600, true)]
    [InlineData(3_601, false)]
    [InlineData(-1, true)]
    public void IsCurrent_IntervalThatRestsUnderDistrust_MayBeOverdue(int seconds, bool current) =>
        Assert.Equal(current, Manual.IsCurrent(View(Hourly), Slot(Now.AddSeconds(seconds), "every 01:00:00 resting"), distrust: true));

    [Theory]
    [InlineData(7_200, true)] // 14:00, the next time of the expression
    [InlineData(0, true)]
    [InlineData(-3_600, true)]
    [InlineData(3_600, false)]
    [InlineData(7_200 + 86_400, false)]
    public void IsCurrent_ExpressionUnderDistrust_IsDueOrItsNextTime(int seconds, bool current) =>
        Assert.Equal(current, Auto.IsCurrent(View(AtTwo), Slot(Now.AddSeconds(seconds), "0 14 * * * UTC"), distrust: true));

    private static NextSlot Slot(DateTime? at, string from) =>
        new()
        {
            ScheduleId = "catalog-sync:shop",
            NextAt = at,
            ComputedFrom = from,
        };

    private static ScheduleView View(
        ScheduleTiming timing,
        string task = "catalog-sync",
        string? unavailable = null,
        string? block = null
    ) => new(Schedule.Create(TaskDefinitions.Find(task)!, "shop", "olga", Now), "Shop", timing, unavailable, block);
}
