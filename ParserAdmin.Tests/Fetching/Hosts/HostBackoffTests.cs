using ParserAdmin.Core.Fetching.Hosts;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Hosts;

public sealed class HostBackoffTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);
    private readonly HostBackoff _backoff = new();

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void Answered_TooMuch_DoublesUpToAMinute(int status)
    {
        var delays = Enumerable
            .Range(0, 12)
            .Select(_ =>
            {
                _backoff.Answered(status, Quick, TimeSpan.Zero);
                return _backoff.Delay.TotalSeconds;
            })
            .ToList();

        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60], delays);
    }

    [Fact]
    public void Answered_WellAgain_RecoversStepByStepToNothing()
    {
        _backoff.Restore(TimeSpan.FromSeconds(10));

        _backoff.Answered(200, Quick, TimeSpan.Zero);
        var first = _backoff.Delay;
        for (var i = 0; i < 30; i++)
            _backoff.Answered(304, Quick, TimeSpan.Zero);

        Assert.Equal((TimeSpan.FromSeconds(8), TimeSpan.Zero), (first, _backoff.Delay));
    }

    [Fact]
    public void Answered_Slowly_WaitsAsLongAsTheAnswerTook()
    {
        _backoff.Answered(200, TimeSpan.FromSeconds(7), TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(7), _backoff.Delay);
    }

    [Fact]
    public void Overloaded_TimeOut_CountsAsTooMuch()
    {
        _backoff.Overloaded(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(2), _backoff.Delay);
    }

    [Fact]
    public void Answered_AnotherFault_ChangesNothing()
    {
        _backoff.Restore(TimeSpan.FromSeconds(4));

        _backoff.Answered(500, Quick, TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(4), _backoff.Delay);
    }
}
