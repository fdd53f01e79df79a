using ParserAdmin.Core.Schedules.Timing;
using Xunit;

namespace ParserAdmin.Tests.Schedules;

public sealed class CronExplanationTests
{
    [Theory]
    [InlineData("* * * * *", "every minute; every hour; every day; every month; every weekday")]
    [InlineData("*/5 0 1 1 0", "every 5th minute from 0 to 55; 0; 1; January; Sunday (either day or weekday will do)")]
    [InlineData("0,30 9-17 * JAN,JUN *", "0, 30; 9 to 17; every day; January, June; every weekday")]
    [InlineData("1,2,9 * * * SAT,SUN", "1, 2, 9; every hour; every day; every month; Sunday, Saturday")]
    [InlineData("1,3,6,10,15,21,28,36,45,55 * * * *", "10 of them, from 1 to 55; every hour; every day; every month; every weekday")]
    [InlineData("@daily", "0; 0; every day; every month; every weekday")]
    [InlineData("99 * * * *", "")]
    [InlineData("", "")]
    public void Of_EachField_IsSaidInWords(string cron, string words) =>
        Assert.Equal(words, string.Join("; ", CronExplanation.Of(cron).Select(field => field.Words)));
}
