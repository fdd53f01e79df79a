using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Engines;

/// <summary>The contract's "database away at the slot", for the engine that keeps its alarms in a real one.</summary>
public sealed class EngineOutageTests
{
    [PostgresFact]
    public async Task Slot_DatabaseIsAwayThen_ComesOnceItIsBack()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var bench = await EngineBench.StartAsync(TestedEngine.QuartzOnPostgres, connection: postgres.ConnectionString);
        var at = bench.Now.AddSeconds(3);
        bench.Work.Next = at;
        await bench.ArmAsync(at);

        await postgres.StopAsync();
        for (var gone = TimeSpan.Zero; gone < TimeSpan.FromSeconds(10); gone += TimeSpan.FromMilliseconds(250))
        {
            bench.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(5);
        }

        // Whoever changes a schedule meanwhile hears of no fault.
        var calls = Task.WhenAll(bench.ArmAsync(at.AddHours(1)), bench.WakeAsync());
        await bench.GoOnUntilAsync(() => calls.IsCompleted, TimeSpan.FromSeconds(60), "both give up");
        await calls;
        Assert.Empty(bench.Work.Recorded);
        var starts = bench.Work.Starts;
        await postgres.StartAsync();

        await bench.GoOnUntilAsync(() => bench.Work.Recorded.Count > 0, IScheduleEngine.Beat * 20, "the slot that came due meanwhile");
        Assert.Single(bench.Work.Recorded);
        await bench.WakeAsync();
        await bench.GoOnUntilAsync(() => bench.Work.Starts > starts, IScheduleEngine.Beat * 20, "starts go on");
    }
}
