using ParserAdmin.Core.Cluster;

namespace ParserAdmin.Api.Safety;

/// <summary>Whether a node obeyed a stop.</summary>
/// <param name="AcknowledgedMs">Milliseconds from the stop until nothing on the node could send a request; null while it has not said
/// so.</param>
internal sealed record AcknowledgementResponse(string Name, double? AcknowledgedMs)
{
    public static AcknowledgementResponse Of(Node node, long epoch) =>
        new(node.Name, node.AcknowledgedEpoch >= epoch ? node.AcknowledgedMs : null);
}
