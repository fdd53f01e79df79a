namespace ParserAdmin.Core.Cluster;

/// <summary>A process that takes part; a row of <c>nodes</c>, written by that process alone.</summary>
public sealed class Node
{
    private static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(5);

    public required string Name { get; init; }

    public Guid Instance { get; set; }

    public NodeRole Role { get; set; }

    public DateTime StartedAt { get; set; }

    /// <summary>The last sign of life; null when it said good-bye.</summary>
    public DateTime? HeartbeatAt { get; set; }

    /// <summary>When its scheduler fired last, UTC; null before the first time and for a node without a scheduler.</summary>
    public DateTime? LastTickAt { get; set; }

    /// <summary>The last stop this node obeyed.</summary>
    public long AcknowledgedEpoch { get; set; }

    /// <summary>Milliseconds from the stop to the moment at which nothing on this node could send a request any more.</summary>
    public double? AcknowledgedMs { get; set; }

    /// <summary>Jobs that this stop ended here; those that had been called lost before are not among them.</summary>
    public int StoppedJobs { get; set; }

    /// <summary>Another life of the node begins.</summary>
    internal void Begin(NodeIdentity self, DateTime startedAt, long acknowledgedEpoch)
    {
        // What was measured is of the stop that it was measured at.
        if (acknowledgedEpoch != AcknowledgedEpoch)
            (AcknowledgedMs, StoppedJobs) = (null, 0);
        (Instance, Role, StartedAt, LastTickAt, AcknowledgedEpoch) = (self.Instance, self.Role, startedAt, null, acknowledgedEpoch);
    }

    public bool IsAlive(DateTime now) => HeartbeatAt is { } last && now - last < NodeAgent.DeadAfter;

    /// <summary>
    /// It gives no sign of life and never said good-bye: nobody knows whether it ended or is frozen and will go on.
    /// </summary>
    public bool IsSilent(DateTime now) => HeartbeatAt is not null && !IsAlive(now);

    /// <summary>
    /// Silent for so long that nobody who stops everything now has to go and look at it. Should it wake all the same, the gate stops it.
    /// </summary>
    public bool IsGone(DateTime now) => now - HeartbeatAt >= GoneAfter;
}
