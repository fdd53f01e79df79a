namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>A feed as it was read.</summary>
/// <param name="Head">What the feed says of itself.</param>
/// <param name="Entries">In the feed's order; one that was cut off is not among them.</param>
internal sealed record FeedDocument(IFeedEntry Head, IReadOnlyList<IFeedEntry> Entries);
