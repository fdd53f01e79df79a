namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>One entry of a feed, or the feed's own head.</summary>
internal interface IFeedEntry
{
    /// <summary>
    /// The texts of a name: one of <see cref="FeedNames"/>, or an element as it stands in the feed, such as "itunes:episode".
    /// </summary>
    /// <param name="name">Letters' case does not matter.</param>
    /// <param name="attribute">Read this attribute of the element, not its text.</param>
    IEnumerable<string> Find(string name, string? attribute);
}
