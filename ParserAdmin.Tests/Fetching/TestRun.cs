using ParserAdmin.Core.Safety.Gate;
using Xunit;

namespace ParserAdmin.Tests.Fetching;

/// <summary>A run whose gate a test opens and shuts.</summary>
internal sealed class TestRun : GatedRun, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private int _demands;

    public override Guid JobId { get; } = Guid.CreateVersion7();

    public override string SourceId => "test";

    public override long Epoch => 1;

    public override CancellationToken Stopping => _stopping.Token;

    public int Demands => _demands;

    /// <summary>Asked with the number of the demand, 1 first; the gate refuses where this says so.</summary>
    public Func<int, bool> Refuses { get; set; } = _ => false;

    public override ValueTask DemandAsync(GateAction action, CancellationToken cancellationToken)
    {
        Assert.Equal(GateAction.Request, action);
        return Refuses(Interlocked.Increment(ref _demands))
            ? throw new GateRefusedException(GateRefusal.Stopped, "Stopped by the test.")
            : ValueTask.CompletedTask;
    }

    public void Stop() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
