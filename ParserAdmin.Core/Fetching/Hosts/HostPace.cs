namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>How fast one request may follow another, and who says so.</summary>
/// <param name="Delay">Least time between two request starts.</param>
/// <param name="Why">For people: what asked for that delay.</param>
/// <param name="Concurrency">Most requests at once.</param>
internal sealed record HostPace(TimeSpan Delay, string Why, int Concurrency)
{
    /// <summary>
    /// No host is asked less often than this, whatever anybody wishes; a reservation further ahead is a clock that was set back.
    /// </summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>The greatest of what the settings, the definition and the site's robots.txt ask for.</summary>
    public static HostPace Of(FetchPoliteness politeness, TimeSpan setting, TimeSpan? crawlDelay)
    {
        var pace = new HostPace(politeness.Delay, "the source's definition", politeness.Concurrency);
        if (setting > pace.Delay)
            pace = pace with { Delay = setting, Why = "the settings" };
        if (crawlDelay > pace.Delay)
            pace = pace with { Delay = crawlDelay.Value, Why = "robots.txt, Crawl-delay" };
        return pace.Delay > LongestDelay ? pace with { Delay = LongestDelay } : pace;
    }

    public HostPace AtLeast(TimeSpan penalty) =>
        penalty > Delay ? this with { Delay = penalty, Why = "the server's answers (429, 503 or slow)" } : this;
}
