using ParserAdmin.Core.Cluster;

namespace ParserAdmin.Api.Cluster;

/// <summary>A process that takes part, and the last stop it obeyed.</summary>
/// <param name="HeartbeatAt">The last sign of life, UTC; null when it said good-bye.</param>
/// <param name="AcknowledgedMs">Milliseconds from that stop until nothing on the node could send a request.</param>
internal sealed record NodeResponse(
    string Name,
    Guid Instance,
    NodeRole Role,
    bool Alive,
    DateTime StartedAt,
    DateTime? HeartbeatAt,
    long AcknowledgedEpoch,
    double? AcknowledgedMs,
    int StoppedJobs
)
{
    public static NodeResponse Of(Node node, DateTime now) =>
        new(
            node.Name,
            node.Instance,
            node.Role,
            node.IsAlive(now),
            node.StartedAt,
            node.HeartbeatAt,
            node.AcknowledgedEpoch,
            node.AcknowledgedMs,
            node.StoppedJobs
        );
}
