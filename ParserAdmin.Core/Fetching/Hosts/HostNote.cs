namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>What a queue has to tell the table since the last time.</summary>
/// <param name="Requests">More than were told.</param>
/// <param name="NotModified">More than were told.</param>
internal sealed record HostNote(string Host, HostPace Pace, TimeSpan Penalty, long Requests, long NotModified);
