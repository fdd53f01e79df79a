using Microsoft.Extensions.Logging;
using ParserAdmin.Core;
using ParserAdmin.Tests.Fakes;
using Xunit;

namespace ParserAdmin.Tests.Hosting;

public sealed class EndlessLoopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ManualTimeProvider _clock = new();
    private readonly ErrorLog _log = new();

    /// <summary>A cancellation that is not the node's end, too: drivers say so of a time-out.</summary>
    [Fact]
    public async Task Keep_LoopBreaksOff_IsToldAndBeginsAgainAfterAPause()
    {
        using var stopping = new CancellationTokenSource();
        var (begun, third) = (0, new TaskCompletionSource());
        var kept = EndlessLoop.KeepAsync(
            "The watch",
            async token =>
            {
                switch (++begun)
                {
                    case 1:
                        throw new ArgumentException("a fault");
                    case 2:
                        throw new OperationCanceledException("a time-out");
                }

                third.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
            _log,
            _clock,
            stopping.Token
        );

        for (var again = 0; again < 2; again++)
        {
            await _clock.WaitForTimerAsync(EndlessLoop.Pause);
            _clock.Advance(EndlessLoop.Pause);
        }

        await third.Task.WaitAsync(Patience);
        Assert.Equal(["a fault", "a time-out"], _log.Told.Select(failed => failed.Message));
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.WaitAsync(Patience));
        Assert.Equal(2, _log.Told.Count);
    }

    private sealed class ErrorLog : ILogger
    {
        public List<Exception> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> text)
        {
            Assert.Equal(LogLevel.Error, level);
            Told.Add(exception!);
        }
    }
}
