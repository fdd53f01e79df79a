using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Cluster;

/// <summary>A node came, went or acknowledged a stop.</summary>
/// <param name="AcknowledgedEpoch">The last stop that it obeyed.</param>
/// <param name="AcknowledgedMs">How long that took it, in milliseconds; null before its first stop.</param>
public sealed record NodeChanged(string Name, long AcknowledgedEpoch, double? AcknowledgedMs) : IEvent
{
    public NodeChanged(Node node)
        : this(node.Name, node.AcknowledgedEpoch, node.AcknowledgedMs) { }
}
