using System.Globalization;
using ParserAdmin.Core.Fetching.Hosts;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Hosts;

public sealed class HostPaceTests
{
    [Theory]
    [InlineData(1000, 0, null, 0, 1000, "the source's definition")]
    [InlineData(1000, 2000, null, 0, 2000, "the settings")]
    [InlineData(1000, 2000, "5", 0, 5000, "robots.txt, Crawl-delay")]
    [InlineData(1000, 2000, "1.5", 0, 2000, "the settings")]
    [InlineData(1000, 2000, "5", 9000, 9000, "the server's answers (429, 503 or slow)")]
    [InlineData(1000, 0, "0", 0, 1000, "the source's definition")]
    [InlineData(1000, 0, "86400", 0, 3_600_000, "robots.txt, Crawl-delay")]
    public void Of_SeveralWishes_TakesTheGreatestAndSaysWhose(
        int definition,
        int setting,
        string? crawlDelay,
        int penalty,
        int delay,
        string why
    )
    {
        var politeness = new FetchPoliteness(TimeSpan.FromMilliseconds(definition), 3, TimeSpan.FromSeconds(30));
        TimeSpan? robots = crawlDelay is null ? null : TimeSpan.FromSeconds(double.Parse(crawlDelay, CultureInfo.InvariantCulture));

        var pace = HostPace.Of(politeness, TimeSpan.FromMilliseconds(setting), robots).AtLeast(TimeSpan.FromMilliseconds(penalty));

        Assert.Equal(new HostPace(TimeSpan.FromMilliseconds(delay), why, 3), pace);
    }
}
