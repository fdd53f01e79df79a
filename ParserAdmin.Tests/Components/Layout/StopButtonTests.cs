using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Auth;
using ParserAdmin.Components.Layout;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Layout;

/// <summary>The button through the circuit, while the database does not say who presses it.</summary>
public sealed class StopButtonTests
{
    [Fact]
    public async Task StopAsync_DatabaseDoesNotSayWhoItIs_ClosesTheLatchBeforeItDoes()
    {
        await using var host = await PortalServices.CreateAsync(Actors.Operator);
        var now = new TaskCompletionSource<Actor?>(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Page.Services.AddSingleton<ICurrentActor>(new KnownActor(Actors.Operator, now.Task));
        var bar = SafetyBarHost.Render(host);
        bar.WaitForElement(".mode-choice");

        var stopping = bar.InvokeAsync(bar.FindComponent<SafetyBar>().Instance.StopAsync);

        Assert.Equal("Emergency stop by olga@example.org", host.Core.Get<LocalLatch>().Reason);
        now.SetResult(Actors.Operator);
        Assert.True(await stopping);
        Assert.Single(await host.Core.AuditAsync(), entry => entry.Action == EmergencyStop.Action);
    }

    /// <summary>Known from the last look; <paramref name="now"/> is what the database says, asked beside a stop.</summary>
    private sealed class KnownActor(Actor actor, Task<Actor?> now) : ICurrentActor
    {
        public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(actor);

        public ValueTask<Actor> GetForStopAsync() => throw new NotSupportedException("It would wait for the database.");

        public ValueTask<Stopper> StopperAsync() => ValueTask.FromResult(new Stopper(actor, now));
    }
}
