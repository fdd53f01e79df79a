using System.Globalization;
using System.Text;

namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>Reads a robots.txt (RFC 9309, 2.2). Whatever the text is, the outcome is rules: what is not understood is skipped.</summary>
internal static class RobotsParser
{
    /// <summary>What lies beyond this many bytes is not read (RFC 9309, 2.5 asks for at least as many).</summary>
    public const int Limit = 500 * 1024;

    public static RobotsRules Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length > Limit)
            body = body[..Limit];
        if (body.StartsWith("\uFEFF"u8))
            body = body[3..];
        var groups = new List<RobotsGroup>();
        var namesAgents = false;
        foreach (var line in Encoding.UTF8.GetString(body).AsSpan().EnumerateLines())
        {
            if (!TryRead(line, out var key, out var value))
                continue;
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (!namesAgents)
                    groups.Add(new RobotsGroup());
                namesAgents = true;
                groups[^1].Agents.Add(ProductToken(value));
            }
            else if (groups.Count > 0)
            {
                namesAgents &= !Apply(groups[^1], key, value);
            }
        }

        return new RobotsRules(groups);
    }

    /// <summary>The name that a crawler goes by: the leading letters, dashes and underscores of its user agent.</summary>
    public static string ProductToken(string userAgent)
    {
        if (userAgent.StartsWith('*'))
            return "*";
        var length = userAgent.AsSpan().IndexOfAnyExcept(TokenLetters);
        return length < 0 ? userAgent : userAgent[..length];
    }

    private static readonly System.Buffers.SearchValues<char> TokenLetters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"
    );

    private static bool TryRead(ReadOnlySpan<char> line, out string key, out string value)
    {
        (key, value) = ("", "");
        if (line.IndexOf('#') is var comment and >= 0)
            line = line[..comment];
        var colon = line.IndexOf(':');
        if (colon < 1)
            return false;
        key = line[..colon].Trim().ToString();
        value = line[(colon + 1)..].Trim().ToString();
        return key.Length > 0;
    }

    /// <returns>Whether the line was a rule, which ends the list of agents. Others, Crawl-delay too, must not interfere (2.2.4).</returns>
    private static bool Apply(RobotsGroup group, string key, string value)
    {
        var allows = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
        if (allows || key.Equals("disallow", StringComparison.OrdinalIgnoreCase))
        {
            // An empty path is no rule, but it closes the list all the same.
            if (value.Length > 0)
                group.Rules.Add(new RobotsRule(allows, new RobotsPattern(value)));
            return true;
        }

        if (
            key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && TimeSpan.FromSeconds(Math.Min(seconds, Hosts.HostPace.LongestDelay.TotalSeconds)) is var delay
            && (group.CrawlDelay is null || delay > group.CrawlDelay)
        )
        {
            group.CrawlDelay = delay;
        }

        return false;
    }
}
