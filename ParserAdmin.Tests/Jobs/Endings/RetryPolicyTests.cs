using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using Xunit;

namespace ParserAdmin.Tests.Jobs.Endings;

public sealed class RetryPolicyTests
{
    [Fact]
    public void IsCurable_EveryClass_OnlyWhatPassesByItself() =>
        Assert.Equal(
            [ErrorClass.RateLimited, ErrorClass.Network, ErrorClass.Timeout, ErrorClass.Storage],
            Enum.GetValues<ErrorClass>().Where(RetryPolicy.IsCurable)
        );

    [Theory]
    [InlineData(1, 1.0, 30)]
    [InlineData(2, 1.0, 60)]
    [InlineData(4, 0.5, 120)]
    [InlineData(7, 1.0, 1920)]
    [InlineData(8, 1.0, 3600)]
    [InlineData(1000, 1.0, 3600)]
    [InlineData(3, 0.0, 1)]
    public void Delay_Attempt_DoublesUpToTheCap(int attempt, double jitter, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Delay(attempt, jitter));

    [Fact]
    public void Delay_SeededJitter_StaysWithinItsCeilingAndSpreads()
    {
        var random = new Random(17);
        var delays = Enumerable.Range(0, 1_000).Select(_ => RetryPolicy.Delay(3, random.NextDouble()).TotalSeconds).ToList();

        Assert.All(delays, delay => Assert.InRange(delay, 1, 120));
        Assert.True(delays.Distinct().Count() > 100);
    }
}
