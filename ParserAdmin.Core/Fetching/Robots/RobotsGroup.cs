namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>The rules for some crawlers.</summary>
internal sealed class RobotsGroup
{
    /// <summary>Product tokens as written, or <c>*</c>.</summary>
    public List<string> Agents { get; } = [];

    public List<RobotsRule> Rules { get; } = [];

    /// <summary>Not of the standard, but widely meant.</summary>
    public TimeSpan? CrawlDelay { get; set; }
}
