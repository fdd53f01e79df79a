using ParserAdmin.Core.Cluster;

namespace ParserAdmin.Api.Safety;

/// <summary>Whether a node obeyed a stop.</summary>
/// <param name="AcknowledgedMs">Milliseconds from the stop until nothing on the node could send a request; null while it has not said
/// so.</param>
/// <param name="SilentSince">Its last sign of life, UTC, where none came for 10 s and it never said good-bye: it may be frozen. Else
/// null.</param>
internal sealed record AcknowledgementResponse(string Name, double? AcknowledgedMs, DateTime? SilentSince)
{
    public static AcknowledgementResponse Of(Node node, long epoch, DateTime now) =>
        new(node.Name, node.AcknowledgedEpoch >= epoch ? node.AcknowledgedMs : null, node.IsSilent(now) ? node.HeartbeatAt : null);
}
