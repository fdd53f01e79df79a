using Xunit;

namespace ParserAdmin.Tests.Schedules.Engines;

/// <summary>The hosted service that keeps triggers in step, running, while Quartz itself fires nothing.</summary>
internal sealed class RunningTriggers(QuartzScheduler scheduler) : IAsyncDisposable
{
    public Task StartAsync() => scheduler.StartAsync(CancellationToken.None);

    /// <summary>Waits until a schedule's next run is at this time; it has no news of its own to wait for.</summary>
    public async Task UntilAsync(string schedule, DateTime expected)
    {
        DateTime? next = null;
        for (var i = 0; i < 4_000; i++)
        {
            next = (await scheduler.NextRunsAsync(CancellationToken.None)).TryGetValue(schedule, out var time) ? time : null;
            if (next == expected)
                return;
            await Task.Delay(5);
        }

        Assert.Equal(expected, next);
    }

    public async ValueTask DisposeAsync() => await scheduler.StopAsync(CancellationToken.None);
}
