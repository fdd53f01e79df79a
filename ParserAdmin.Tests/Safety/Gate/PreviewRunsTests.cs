using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Gate;

public sealed class PreviewRunsTests
{
    private static readonly StopRecord Smoke = StopRecord.Create(Actors.Operator, "smoke", "node-1", SafetyStates.Then);

    [Fact]
    public async Task Run_OfADraftInManualMode_MaySendRequestsAndIsGoneAfterwards()
    {
        await using var host = await CoreHost.CreateAsync();

        var seen = await RunAsync(
            host,
            async run =>
            {
                await run.DemandAsync(GateAction.Request, CancellationToken.None);
                var active = Assert.Single(host.Get<ActiveRuns>().All).Identity;
                Assert.Equal(
                    (run.JobId, "preview", "draft", true, false),
                    (active.JobId, active.Task, active.SourceId, active.IsPreview, active.Scheduled)
                );
                return "seen";
            }
        );

        Assert.Equal("seen", seen);
        Assert.Empty(host.Get<ActiveRuns>().All);
    }

    [Fact]
    public async Task Run_StoppedUnderWay_EndsInTheWordsOfTheStop()
    {
        await using var host = await CoreHost.CreateAsync();

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() =>
            RunAsync(
                host,
                async run =>
                {
                    host.Get<EmergencyStop>().ApplyCancellation(Smoke);
                    await Task.Delay(Timeout.Infinite, run.Stopping);
                    return "";
                }
            )
        );

        Assert.Equal((GateRefusal.Stopped, "Emergency stop by olga@example.org"), (refused.Refusal, refused.Message));
        Assert.Empty(host.Get<ActiveRuns>().All);
    }

    [Fact]
    public async Task Run_GateRefusesUnderWay_KeepsItsAnswer()
    {
        await using var host = await CoreHost.CreateAsync();

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() =>
            RunAsync(
                host,
                async run =>
                {
                    host.Get<EmergencyStop>().ApplyCancellation(Smoke);
                    await run.DemandAsync(GateAction.Request, CancellationToken.None);
                    return "";
                }
            )
        );

        Assert.Equal(GateRefusal.JobEnded, refused.Refusal);
    }

    [Fact]
    public async Task Run_TheLookerGoesAway_IsCancelledAndNoRefusal()
    {
        await using var host = await CoreHost.CreateAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(host, _ => throw new OperationCanceledException("gone")));

        Assert.Empty(host.Get<ActiveRuns>().All);
    }

    private static Task<string> RunAsync(CoreHost host, Func<GatedRun, Task<string>> look) =>
        host.Get<PreviewRuns>().RunAsync("preview", "draft", look, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
}
