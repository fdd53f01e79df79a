using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Components;

/// <summary>A run that the gate always lets go on.</summary>
internal sealed class OpenRun(string sourceId) : GatedRun
{
    public override Guid JobId { get; } = Guid.CreateVersion7();

    public override string SourceId => sourceId;

    public override long Epoch => 0;

    public override CancellationToken Stopping => CancellationToken.None;

    public override ValueTask DemandAsync(GateAction action, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
