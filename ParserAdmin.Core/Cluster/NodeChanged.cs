using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Cluster;

/// <summary>A node came, went or acknowledged a stop.</summary>
public sealed record NodeChanged(Node Node) : IEvent;
