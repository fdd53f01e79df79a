namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Reads a feed of any kind, whatever its content type said.</summary>
internal static class FeedReading
{
    /// <exception cref="ExtractionException">The text is no feed at all.</exception>
    public static FeedDocument Read(string text, CancellationToken cancellationToken)
    {
        if (JsonFeed.Looks(text))
            return JsonFeed.Read(text, cancellationToken);
        return new FeedScanner(text, cancellationToken).Scan()
            ?? throw new ExtractionException(
                text.Contains("<html", StringComparison.OrdinalIgnoreCase)
                    ? "the answer is an HTML page, not a feed; open the address in a browser: the feed may have moved, or the site asks "
                        + "for a login or a check"
                : string.IsNullOrWhiteSpace(text) ? "the feed is empty"
                : "the answer is no RSS, RDF, Atom or JSON Feed; check the address"
            );
    }
}
