using System.Text;
using ParserAdmin.Core.Fetching.Robots;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Robots;

/// <summary>RFC 9309, rule by rule.</summary>
public sealed class RobotsRulesTests
{
    [Theory]
    // No rules, no group for us, an empty rule.
    [InlineData("", "/x", true)]
    [InlineData("User-agent: other\nDisallow: /", "/x", true)]
    [InlineData("User-agent: *\nDisallow:", "/x", true)]
    [InlineData("<html><body>not found</body></html>", "/x", true)]
    [InlineData("Disallow: /", "/x", true)]
    // Groups.
    [InlineData("User-agent: *\nDisallow: /", "/x", false)]
    [InlineData("User-agent: ParserAdmin\nDisallow: /", "/x", false)]
    [InlineData("user-AGENT:parseradmin\ndisALLOW:/", "/x", false)]
    [InlineData("User-agent: ParserAdmin/2.0\nDisallow: /", "/x", false)]
    [InlineData("User-agent: ParserAdminBot\nDisallow: /", "/x", true)]
    [InlineData("User-agent: Parser\nDisallow: /", "/x", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: parseradmin\nDisallow: /a", "/x", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: parseradmin\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /\nUser-agent: parseradmin\nAllow: /", "/x", true)]
    [InlineData("User-agent: other\nUser-agent: parseradmin\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: other\n\n# note\nUser-agent: parseradmin\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: parseradmin\nDisallow: /a\nUser-agent: b\nDisallow: /b\nUser-agent: parseradmin\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: parseradmin\nDisallow: /a\nUser-agent: b\nDisallow: /b\nUser-agent: parseradmin\nDisallow: /c", "/b", true)]
    [InlineData("User-agent: a\nSitemap: https://x/\nUser-agent: parseradmin\nDisallow: /", "/x", false)]
    [InlineData("User-agent: a\nCrawl-delay: 5\nUser-agent: parseradmin\nDisallow: /", "/x", false)]
    // The longest match, and allow where two are as long.
    [InlineData("User-agent: *\nAllow: /p\nDisallow: /", "/page", true)]
    [InlineData("User-agent: *\nAllow: /folder\nDisallow: /folder", "/folder/page", true)]
    [InlineData("User-agent: *\nAllow: /page\nDisallow: /*.htm", "/page.htm", false)]
    [InlineData("User-agent: *\nAllow: /$\nDisallow: /", "/", true)]
    [InlineData("User-agent: *\nAllow: /$\nDisallow: /", "/page.htm", false)]
    [InlineData("User-agent: *\nDisallow: /example/\nAllow: /example/page/disallowed.gif", "/example/page/disallowed.gif", true)]
    // Wildcards.
    [InlineData("User-agent: *\nDisallow: /fish", "/fish.html", false)]
    [InlineData("User-agent: *\nDisallow: /fish", "/Fish.asp", true)]
    [InlineData("User-agent: *\nDisallow: /fish", "/catfish", true)]
    [InlineData("User-agent: *\nDisallow: /fish*", "/fish/salmon", false)]
    [InlineData("User-agent: *\nDisallow: /fish/", "/fish", true)]
    [InlineData("User-agent: *\nDisallow: /*.php", "/folder/filename.php?parameters", false)]
    [InlineData("User-agent: *\nDisallow: /*.php", "/windows.PHP", true)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/filename.php", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/filename.php?parameters", true)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/filename.php5", true)]
    [InlineData("User-agent: *\nDisallow: /fish*.php", "/fishheads/catfish.php?parameters", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c$", "/aXbXc", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c$", "/abcc", false)]
    [InlineData("User-agent: *\nDisallow: /a*aa$", "/aa", true)]
    [InlineData("User-agent: *\nDisallow: *", "/x", false)]
    [InlineData("User-agent: *\nDisallow: *private", "/very/private/x", false)]
    [InlineData("User-agent: *\nDisallow: /a$b", "/a$b", false)]
    [InlineData("User-agent: *\nDisallow: /?q=", "/?q=1", false)]
    // Percent-encoding.
    [InlineData("User-agent: *\nDisallow: /foo/bar?baz=quz", "/foo/bar?baz=quz", false)]
    [InlineData("User-agent: *\nDisallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", false)]
    [InlineData("User-agent: *\nDisallow: /foo/bar/%E3%83%84", "/foo/bar/ツ", false)]
    [InlineData("User-agent: *\nDisallow: /foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", false)]
    [InlineData("User-agent: *\nDisallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false)]
    [InlineData("User-agent: *\nDisallow: /~joe/", "/%7Ejoe/index.html", false)]
    [InlineData("User-agent: *\nDisallow: /a%2Fb", "/a/b", true)]
    [InlineData("User-agent: *\nDisallow: /file-%2A", "/file-abc", true)]
    [InlineData("User-agent: *\nDisallow: /file-%2A", "/file-*", false)]
    [InlineData("User-agent: *\nDisallow: /100%", "/100%25", false)]
    // Lines.
    [InlineData("\uFEFFUser-agent: *\nDisallow: /", "/x", false)]
    [InlineData("User-agent: *\r\nDisallow: /a\r\n", "/a", false)]
    [InlineData("User-agent: *\rDisallow: /a\r", "/a", false)]
    [InlineData("  User-agent :  *  # us\n\tDisallow :\t/a # not this", "/a", false)]
    [InlineData("User-agent: *\nnonsense\n: x\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    public void Ask_Rules_AnswerAsTheStandardSays(string robots, string path, bool allowed) =>
        Assert.Equal(allowed, Ask(robots, path).Allowed);

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2", 2000)]
    [InlineData("User-agent: *\nCrawl-delay: 0.5", 500)]
    [InlineData("User-agent: *\nCrawl-delay: 0", 0)]
    [InlineData("User-agent: *\nCrawl-delay: -1", null)]
    [InlineData("User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("User-agent: *\nCrawl-delay: 999999999999", 3_600_000)]
    [InlineData("User-agent: *\nCrawl-delay: 9\nUser-agent: parseradmin\nDisallow: /a", 9000)]
    [InlineData("Crawl-delay: 9\nUser-agent: *", null)]
    public void Ask_CrawlDelay_IsOurGroups(string robots, int? milliseconds) =>
        Assert.Equal(milliseconds, (int?)Ask(robots, "/x").CrawlDelay?.TotalMilliseconds);

    [Fact]
    public void Parse_BeyondTheLimit_IsNotRead()
    {
        var filler = string.Concat(Enumerable.Repeat("# a comment that fills the file up\n", 16_000));

        Assert.True(filler.Length > RobotsParser.Limit);
        Assert.True(Ask(filler + "User-agent: *\nDisallow: /", "/x").Allowed);
        Assert.False(Ask("User-agent: *\nDisallow: /a\n" + filler, "/a").Allowed);
    }

    [Fact]
    public void Ask_HostilePattern_TakesNoTime()
    {
        var robots =
            "User-agent: *\n" + string.Concat(Enumerable.Repeat($"Disallow: /{string.Concat(Enumerable.Repeat("a*", 1000))}b$\n", 200));

        Assert.True(Ask(robots, "/" + new string('a', 4000)).Allowed);
    }

    private static RobotsVerdict Ask(string robots, string path) =>
        RobotsParser
            .Parse(Encoding.UTF8.GetBytes(robots))
            .Ask(new Uri("https://example.org" + path), RobotsParser.ProductToken("ParserAdmin/1.0 (+mailto:x)"));
}
