using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>Fetches a robots.txt like any page: behind the gate, the address check and the host's clocks.</summary>
internal sealed class RobotsReader(HopSender sender)
{
    /// <summary>The rules; none where the site says that it has no such file (RFC 9309, 2.3.1.3).</summary>
    /// <exception cref="FetchException">The file could not be had: then nothing may be fetched (2.3.1.4).</exception>
    public async Task<RobotsRules> ReadAsync(FetchContext context, Uri origin)
    {
        var address = new Uri(origin, RobotsRules.Path);
        var robots = context with { Request = new FetchRequest(address, context.Request.Politeness) { CutAfter = RobotsParser.Limit } };
        try
        {
            for (var followed = 0; followed <= Redirects.Max; followed++)
            {
                var answer = await sender.SendAsync(robots, new Hop(address, AtHome: false, CrawlDelay: null, Body: null));
                if (answer.Page is { } page)
                    return RobotsParser.Parse(page.Body.Span);
                address = answer.Next!;
            }

            // 2.3.1.2: after five redirects it counts as not there.
            return RobotsRules.AllowAll;
        }
        catch (FetchException missing)
            when (missing is { Status: >= 300 and < 500, Class: not ErrorClass.RateLimited and not ErrorClass.Timeout })
        {
            return RobotsRules.AllowAll;
        }
    }
}
