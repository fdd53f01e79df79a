namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>A wait for a host's turn that is about to begin.</summary>
/// <param name="For">How long, on the clock that nobody sets.</param>
/// <param name="Until">For people, UTC; for a full host, whose free place has no time, now.</param>
internal readonly record struct HostWait(bool IsCooling, TimeSpan For, DateTimeOffset Until, string Reason);
