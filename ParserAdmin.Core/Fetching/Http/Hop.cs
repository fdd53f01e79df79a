namespace ParserAdmin.Core.Fetching.Http;

/// <summary>One request that is to be made.</summary>
/// <param name="AtHome">Whether headers, cookies and credentials of the source may be sent there.</param>
/// <param name="CrawlDelay">What the site's robots.txt asks for.</param>
/// <param name="Body">What to post; null for a GET.</param>
internal sealed record Hop(Uri Address, bool AtHome, TimeSpan? CrawlDelay, RequestBody? Body);
