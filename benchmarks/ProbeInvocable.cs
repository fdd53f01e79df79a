using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Benchmarks;

/// <summary>Stands in for the catalogue's work: tells when it began, and asks the gate once as a request would.</summary>
internal sealed class ProbeInvocable(FirstLine line, List<double> gate) : IInvocable
{
    public TaskDefinition Definition => CatalogSync.Definition;

    public async Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        line.Reach();
        var began = TimeProvider.System.GetTimestamp();
        await run.Permit.DemandAsync(GateAction.Request, cancellationToken);
        lock (gate)
            gate.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
    }
}
