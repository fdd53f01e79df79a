using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>A host began to cool.</summary>
public sealed record HostChanged(string Host) : ISharedEvent;
