namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>How one host is being treated at a moment.</summary>
/// <param name="Host">With its port only where that is not the scheme's own.</param>
/// <param name="Delay">Least time between two request starts, as the last request asked for it.</param>
/// <param name="Concurrency">Most requests at once, as the last request asked for it.</param>
/// <param name="CoolingUntil">Nobody asks this host before then, UTC; null while it is not cooling.</param>
/// <param name="Reason">Why it is cooling, such as "429, Retry-After".</param>
/// <param name="Running">Requests under way.</param>
/// <param name="Requests">Turns given since the host was first asked.</param>
public sealed record HostState(
    string Host,
    TimeSpan Delay,
    int Concurrency,
    DateTimeOffset? CoolingUntil,
    string? Reason,
    int Running,
    long Requests
);
