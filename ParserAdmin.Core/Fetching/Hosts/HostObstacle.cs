namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>What is in the way of a request.</summary>
/// <param name="Freed">To be waited for in place of a time, where it has none.</param>
internal readonly record struct HostObstacle(HostWait Wait, Task? Freed);
