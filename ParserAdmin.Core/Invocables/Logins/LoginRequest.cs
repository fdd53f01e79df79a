using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;

namespace ParserAdmin.Core.Invocables.Logins;

/// <summary>Makes the request for a page of a source: its politeness, its headers, its session, and where these may go.</summary>
internal static class LoginRequest
{
    public static FetchRequest Of(SourceLogin login, Uri address)
    {
        var fetch = login.Definition.Fetch;
        var headers = new Dictionary<string, string>(login.Headers, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in login.Session.Headers)
            headers[name] = value;
        var politeness = new FetchPoliteness(fetch.Delay, fetch.Concurrency, fetch.Timeout, headers, fetch.UserAgent, fetch.ObeyRobots);
        return new FetchRequest(address, politeness)
        {
            Home = login.Definition.Links,
            Secrets = login.Secrets,
            Session = login.Definition.Login is null ? null : login.Session,
        };
    }
}
