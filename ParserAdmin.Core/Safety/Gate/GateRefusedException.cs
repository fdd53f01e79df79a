namespace ParserAdmin.Core.Safety.Gate;

/// <summary>The gate refused a run, a request or a write. Ends the run; never retried.</summary>
public sealed class GateRefusedException(GateRefusal refusal, string message) : OperationCanceledException(message)
{
    public GateRefusal Refusal { get; } = refusal;
}
