namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>What a site's robots.txt says.</summary>
internal sealed class RobotsRules(IReadOnlyList<RobotsGroup> groups)
{
    public const string Path = "/robots.txt";

    /// <summary>Of a site that has none.</summary>
    public static RobotsRules AllowAll { get; } = new([]);

    /// <summary>
    /// The longest rule that matches counts; of two equal ones the one that allows. robots.txt itself may always be read.
    /// </summary>
    public RobotsVerdict Ask(Uri address, string productToken)
    {
        var own = GroupsFor(productToken);
        var delay = own.Max(group => group.CrawlDelay);
        var path = RobotsPath.Normalize(address.PathAndQuery);
        if (path == Path)
            return new(true, delay);
        var rule = own.SelectMany(group => group.Rules)
            .Where(rule => rule.Pattern.Matches(path))
            .OrderByDescending(rule => rule.Pattern.Length)
            .ThenByDescending(rule => rule.Allows)
            .FirstOrDefault();
        return new(rule is null || rule.Allows, delay);
    }

    private List<RobotsGroup> GroupsFor(string productToken)
    {
        var named = groups.Where(group => group.Agents.Contains(productToken, StringComparer.OrdinalIgnoreCase)).ToList();
        return named.Count > 0 ? named : [.. groups.Where(group => group.Agents.Contains("*"))];
    }
}
