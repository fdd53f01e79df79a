namespace ParserAdmin.Core.Safety.Gate;

/// <summary>
/// The right of one job to act, handed out by <see cref="ExecutionGate"/> alone. The HTTP client and the item store take it and ask it
/// before each request and each write; without one they cannot be used. The constructor is internal so that no other assembly but the tests
/// can make one up.
/// </summary>
public abstract class GatedRun
{
    internal GatedRun() { }

    public abstract Guid JobId { get; }

    public abstract string SourceId { get; }

    /// <summary>The stop counter this run started in; an older epoch may neither fetch nor write.</summary>
    public abstract long Epoch { get; }

    /// <summary>Cancelled by the emergency stop, a mode change, a person's cancel or a shutdown.</summary>
    public abstract CancellationToken Stopping { get; }

    /// <summary>Reads the stored settings and passes, or throws <see cref="GateRefusedException"/>.</summary>
    public abstract ValueTask DemandAsync(GateAction action, CancellationToken cancellationToken);

    /// <summary>A request or a write begins, and ends with what is returned: until then this node acknowledges no stop.</summary>
    internal virtual IDisposable? Enter() => null;
}
