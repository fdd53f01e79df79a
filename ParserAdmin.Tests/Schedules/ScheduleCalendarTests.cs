using ParserAdmin.Core.Data;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules;

public sealed class ScheduleCalendarTests
{
    private static readonly DateTime Now = new(2026, 3, 28, 22, 20, 0, DateTimeKind.Utc);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public async Task Next_OfAllSchedules_ComesInOrder()
    {
        var view = await ViewAsync();
        var often = new UpcomingRun(view with { Timing = new ScheduleTiming(TimeSpan.FromMinutes(20), null, "UTC") }, Now);
        var hourly = new UpcomingRun(view with { Timing = new ScheduleTiming(null, "30 * * * *", "UTC") }, Now.AddMinutes(10));

        var next = new UpcomingRuns([often, hourly], Now).Next(6);

        Assert.Equal([0, 10, 20, 40, 60, 70], next.Select(run => (int)(run.At - Now).TotalMinutes));
        Assert.Equal([often.View, hourly.View], next.Take(2).Select(run => run.View));
    }

    [Fact]
    public async Task Hours_AnIntervalAndAnExpression_AreCountedInEachHourOfTheWall()
    {
        var view = await ViewAsync();
        var often = new UpcomingRun(view with { Timing = new ScheduleTiming(TimeSpan.FromMinutes(20), null, "UTC") }, Now);
        var alike = new UpcomingRun(
            view with
            {
                Timing = new ScheduleTiming(null, "*/30 4 * * *", "Europe/Berlin"),
            },
            Now.Date.AddHours(26)
        );

        // In the night of the change, 23:20 to 02:00 and then 03:00: there is no hour 2.
        var hours = new UpcomingRuns([often, alike, alike], Now).Hours(Berlin, 2);

        Assert.Equal(new HourLoad(new DateOnly(2026, 3, 28), 23, 2), hours[0]);
        Assert.Equal(1 + 23, hours.Count);
        Assert.DoesNotContain(hours, hour => hour.Hour == 2);
        Assert.Equal(3, hours.Single(hour => hour.Hour == 3).Runs);
        Assert.Equal(3 + (2 * 2), hours.Single(hour => hour.Hour == 4).Runs);
    }

    /// <summary>The dashboard shows the one, the switch to auto the other.</summary>
    [Fact]
    public async Task Starts_OutsideOfAuto_AreThoseThatASwitchToAutoWouldArm()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        var views = await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None);

        var starts = await host.Get<ScheduleForecast>().StartsAsync(views, CancellationToken.None);

        var armed = await host.Get<ArmingReader>().ReadAsync(CancellationToken.None);
        Assert.NotEmpty(armed);
        Assert.Equal(
            armed.Select(schedule => (schedule.View.Id, schedule.NextRun ?? host.Clock.UtcMilliseconds())).OrderBy(start => start.Id),
            starts.Select(run => (run.View.Id, run.At)).OrderBy(start => start.Id)
        );
    }

    [Theory]
    [InlineData(90)]
    [InlineData(3_600)]
    [InlineData(86_400)]
    public async Task Hours_AnInterval_AddUpToWhatComesOneByOne(int seconds)
    {
        var timing = new ScheduleTiming(TimeSpan.FromSeconds(seconds), null, "UTC");
        var run = new UpcomingRun((await ViewAsync()) with { Timing = timing }, Now.AddSeconds(100));

        var hours = new UpcomingRuns([run], Now).Hours(TimeZoneInfo.Utc, 3);

        Assert.Equal(timing.Until(run.At, Now.Date.AddDays(3)).Count(), hours.Sum(hour => hour.Runs));
    }

    [Theory, EachDatabase]
    public async Task Read_PausedOnes_AreLeftOut(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.AddSourceAsync("books");
        await host.SwitchToAutoAsync();
        await host.Get<ScheduleCommands>().PauseAsync(Actors.Operator, "catalog-sync:books", "storm", CancellationToken.None);

        var runs = (await host.Get<ScheduleCalendar>().ReadAsync(CancellationToken.None)).Next(3);

        Assert.Contains(runs, run => run.View.Id == "catalog-sync:shop");
        Assert.DoesNotContain(runs, run => run.View.Id == "catalog-sync:books");
    }

    private static async Task<ScheduleView> ViewAsync()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        return (await host.Get<ScheduleQueries>().FindAsync("catalog-sync:shop", CancellationToken.None))!;
    }
}
