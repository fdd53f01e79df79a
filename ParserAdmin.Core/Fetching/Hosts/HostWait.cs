namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>A wait for a host's turn that is about to begin.</summary>
/// <param name="Until">UTC; for a full host, whose free place has no time, now.</param>
internal readonly record struct HostWait(bool IsCooling, DateTimeOffset Until, string Reason);
