using Microsoft.AspNetCore.Http;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Safety.Gate;
using Xunit;

namespace ParserAdmin.Tests.Fetching;

public sealed class GateTests
{
    [Fact]
    public async Task Fetch_GateRefuses_NothingIsSent()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Run.Refuses = _ => true;

        var refused = await Assert.ThrowsAsync<GateRefusedException>(() => rig.FetchAsync("/"));

        Assert.Equal(GateRefusal.Stopped, refused.Refusal);
        Assert.Equal(1, rig.Run.Demands);
        Assert.Empty(rig.Site.Requests);
    }

    [Fact]
    public async Task Fetch_GateShutBeforeTheRetry_IsNotTriedAgain()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Run.Refuses = demand => demand > 1;
        rig.Site.Answer = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        var fetch = rig.FetchAsync("/");
        await rig.Clock.WaitForTimerAsync(left => left < TimeSpan.FromSeconds(1));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<GateRefusedException>(() => fetch);
        Assert.Single(rig.Site.Requests);
    }

    [Fact]
    public async Task Fetch_StoppedWhileItWaitsForItsTurn_NothingIsSent()
    {
        await using var rig = await FetchRig.StartAsync();
        await rig.Governor.CoolAsync(rig.Site.At("/"), TimeSpan.FromSeconds(5), "test", CancellationToken.None);
        var fetch = rig.FetchAsync("/");
        await rig.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(5));

        rig.Run.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        rig.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(rig.Site.Requests);
        Assert.Equal(0, rig.Run.Demands);
    }

    [Fact]
    public async Task Fetch_StoppedWhileItBacksOff_IsNotTriedAgain()
    {
        await using var rig = await FetchRig.StartAsync();
        rig.Site.Answer = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        var fetch = rig.FetchAsync("/");
        await rig.Clock.WaitForTimerAsync(left => left < TimeSpan.FromSeconds(1));

        rig.Run.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Single(rig.Site.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_StoppedDuringTheAnswer_EndsAtOnceAndLeavesTheServer(bool afterHeaders)
    {
        await using var rig = await FetchRig.StartAsync();
        var arrived = new TaskCompletionSource();
        var left = new TaskCompletionSource();
        rig.Site.Answer = async context =>
        {
            using var gone = context.RequestAborted.Register(left.SetResult);
            if (afterHeaders)
            {
                await context.Response.WriteAsync("first half");
                await context.Response.Body.FlushAsync();
            }

            arrived.SetResult();
            await left.Task;
        };
        var fetch = rig.FetchAsync("/");
        await arrived.Task.WaitAsync(FetchRig.Patience);
        if (afterHeaders)
        {
            while (rig.Events.All(e => e.Kind != FetchEventKind.Answered))
                await Task.Yield();
        }

        rig.Run.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        await left.Task.WaitAsync(FetchRig.Patience);
        Assert.Single(rig.Site.Requests);
        Assert.Equal(0, Assert.Single(rig.Governor.Snapshot()).Running);
    }

    [Fact]
    public async Task Fetch_StoppedBetweenTurnAndGate_NothingIsSent()
    {
        await using var rig = await FetchRig.StartAsync();
        // The gate passes, and the stop comes in the same moment.
        rig.Run.Refuses = _ =>
        {
            rig.Run.Stop();
            return false;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.FetchAsync("/"));

        Assert.Empty(rig.Site.Requests);
    }
}
