using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Sources.Definition;

/// <summary>How a source wants to be fetched. What the program's settings or the server ask for may be stricter.</summary>
/// <param name="Delay">Least time between two requests to the host; 0 to 1 hour.</param>
/// <param name="Concurrency">Requests under way at once; 1 to 16.</param>
/// <param name="Timeout">Longest wait for one answer; 1 second to 5 minutes.</param>
/// <param name="UserAgent">In place of the program's own user agent.</param>
/// <param name="Headers">Further request headers, by name.</param>
/// <param name="Encoding">The character set of every answer, when the site states a wrong one.</param>
/// <param name="ObeyRobots">Whether the site's robots.txt is obeyed.</param>
public sealed record FetchOptions(
    TimeSpan Delay,
    int Concurrency,
    TimeSpan Timeout,
    string? UserAgent,
    IReadOnlyDictionary<string, string> Headers,
    string? Encoding,
    bool ObeyRobots = true
)
{
    /// <summary>Whether pages are opened in a browser, and what is waited for there.</summary>
    public RenderingDefinition Rendering { get; init; } = RenderingDefinition.None;

    /// <summary>Polite enough for a site that says nothing: one request a second, one at a time, 30 seconds each.</summary>
    public static FetchOptions Default { get; } =
        new(TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(30), null, new Dictionary<string, string>(), null);
}
