using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ParserAdmin.Auth;

/// <summary>Tells services of one scope that they live in a circuit, where the request that HttpContext speaks of is over.</summary>
internal sealed class CircuitMark : CircuitHandler
{
    public bool InCircuit { get; private set; }

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        InCircuit = true;
        return Task.CompletedTask;
    }
}
