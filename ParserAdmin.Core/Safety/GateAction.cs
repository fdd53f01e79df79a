namespace ParserAdmin.Core.Safety;

/// <summary>What a run asks the gate for.</summary>
public enum GateAction
{
    Start,
    Request,
    Write,
}
