using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Jobs;

public sealed class JobCountsTests
{
    [Theory]
    [InlineData(0, 0, null, "0 items")]
    [InlineData(7, 0, null, "7 items")]
    [InlineData(0, 48, 0, "0 of 48 items")]
    [InlineData(12, 48, 25, "12 of 48 items")]
    [InlineData(48, 48, 100, "48 of 48 items")]
    [InlineData(60, 48, 100, "60 items")]
    [InlineData(2_000_000_000, 2_000_000_000, 100, "2000000000 of 2000000000 items")]
    public void Percent_OfWhatIsExpected_IsNeverAboveAHundred(int processed, int expected, int? percent, string share)
    {
        var counts = new JobCounts { ItemsProcessed = processed, ItemsExpected = expected };

        Assert.Equal((percent, share), (counts.Percent, counts.Share));
    }
}
