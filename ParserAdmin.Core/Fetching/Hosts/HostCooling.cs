namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>How long an answer keeps everybody away from its host.</summary>
/// <param name="IsAsked">The server asked for it: no fault of its own that may pass.</param>
internal readonly record struct HostCooling(TimeSpan For, bool IsAsked, string Reason);
