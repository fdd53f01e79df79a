using ParserAdmin.Components.Pages.Home.Day;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Components.Home;

public sealed class LastDayTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 14, 20, 0, DateTimeKind.Utc);
    private static readonly DateTime Since = Now.AddDays(-1);

    [Fact]
    public void Hours_BeginWithTheHourADayAgoAndEndWithThisOne()
    {
        var day = new LastDay([], Since, Now);

        Assert.Equal(25, day.Hours.Count);
        Assert.Equal((new DateTime(2026, 3, 1, 14, 0, 0), new DateTime(2026, 3, 2, 14, 0, 0)), (day.Hours[0], day.Hours[^1]));
        Assert.True(day.IsEmpty);
    }

    [Fact]
    public void Figures_AreTheSumsOfTheHours()
    {
        var (early, late) = (Since.Date.AddHours(15), Now.Date.AddHours(14));
        var day = new LastDay(
            [
                new HourTotals(early, JobStatus.Succeeded, 5, 2, 7, 3, 40),
                new HourTotals(early, JobStatus.Skipped, 50, 0, 0, 0, 0),
                new HourTotals(late, JobStatus.Failed, 2, 0, 1, 0, 10),
                new HourTotals(late, JobStatus.Lost, 1, 0, 0, 0, 0),
                new HourTotals(late, JobStatus.Pending, 4, 0, 0, 0, 0),
            ],
            Since,
            Now
        );

        Assert.Equal((8, 3, 2, 8L, 3L, 50L), (day.Runs, day.Errors, day.WithErrors, day.ItemsNew, day.ItemsChanged, day.Requests));
        Assert.Equal((50, 2, 0), (day.Count(JobStatus.Skipped), day.Count(JobStatus.Failed, late), day.Count(JobStatus.Failed, early)));
        var runs = day.Series(hour => LastDay.IsRun(hour) ? hour.Jobs : 0);
        Assert.Equal((5, 3, 8), (runs[1], runs[^1], runs.Sum()));
        Assert.False(day.IsEmpty);
    }

    [Theory]
    [InlineData(JobStatus.Failed, "portal/jobs?status=failed&from=2026-03-01T14:20:00.000Z")]
    [InlineData(null, "portal/jobs?from=2026-03-01T14:20:00.000Z")]
    public void Address_NamesStatusAndTime(JobStatus? status, string address) =>
        Assert.Equal(address, Uri.UnescapeDataString(LastDay.Address(status, Since)));
}
