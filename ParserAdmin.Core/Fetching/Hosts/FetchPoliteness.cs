namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>How a source wants its server to be treated.</summary>
/// <param name="Delay">Least time between the starts of two requests to a host.</param>
/// <param name="Concurrency">Most requests under way to a host at once, 1 or more.</param>
/// <param name="Timeout">For one request from connecting to the last byte of its body; more than zero.</param>
/// <param name="Headers">Sent to <see cref="FetchRequest.Home"/> only, never to another origin, nor after a redirect that led through
/// one.</param>
/// <param name="UserAgent">In place of the program's own.</param>
/// <param name="ObeyRobots">Whether the sites' robots.txt decide what may be read, and how fast.</param>
public sealed record FetchPoliteness(
    TimeSpan Delay,
    int Concurrency,
    TimeSpan Timeout,
    IReadOnlyDictionary<string, string>? Headers = null,
    string? UserAgent = null,
    bool ObeyRobots = true
)
{
    /// <summary>Half a second between requests, two at once, 30 seconds for each (requirements 5.12).</summary>
    public static FetchPoliteness Default { get; } = new(TimeSpan.FromMilliseconds(500), 2, TimeSpan.FromSeconds(30));
}
