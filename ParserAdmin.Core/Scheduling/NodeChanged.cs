using ParserAdmin.Core.Live;

namespace ParserAdmin.Core.Scheduling;

/// <summary>A node came, went or acknowledged a stop.</summary>
public sealed record NodeChanged(Node Node) : ILiveEvent;
