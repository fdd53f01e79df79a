using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Cluster;

/// <summary>The database takes writes again, after it had refused this node's.</summary>
/// <param name="Why">What it had said, in one line.</param>
public sealed record WritesResumed(string Why) : IEvent;
