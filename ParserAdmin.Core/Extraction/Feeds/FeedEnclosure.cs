namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>A file that belongs to an entry.</summary>
/// <param name="Length">Bytes, as the feed says them.</param>
internal sealed record FeedEnclosure(string Address, string? Type, string? Length);
