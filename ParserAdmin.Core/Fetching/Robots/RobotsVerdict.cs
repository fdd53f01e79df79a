namespace ParserAdmin.Core.Fetching.Robots;

/// <param name="CrawlDelay">What the site asks for between two requests, or null.</param>
internal readonly record struct RobotsVerdict(bool Allowed, TimeSpan? CrawlDelay);
