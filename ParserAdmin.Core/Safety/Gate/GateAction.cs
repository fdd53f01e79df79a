namespace ParserAdmin.Core.Safety.Gate;

/// <summary>What a run asks the gate for.</summary>
public enum GateAction
{
    Start,
    Request,
    Write,
}
