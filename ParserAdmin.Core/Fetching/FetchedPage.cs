namespace ParserAdmin.Core.Fetching;

/// <summary>What a server answered, decompressed but not decoded.</summary>
/// <param name="Address">Where the answer came from, after redirects, without fragment.</param>
/// <param name="ContentType">The header as sent, parameters included; servers send it malformed, so it is not parsed here.</param>
/// <param name="ETag">As sent, quotes included; hand it back in the next <see cref="FetchRequest"/>. Null where no request
/// could hold it.</param>
/// <param name="NotModified">The server answered 304: the page is as it was. <paramref name="Body"/> is the remembered one, or empty where
/// the caller brought the validators itself.</param>
/// <param name="Elapsed">Of the request that brought the answer, from sending to the last byte; waits for the host are not in it.</param>
/// <param name="BytesReceived">Body bytes as they came over the wire (compressed), failed attempts included.</param>
/// <param name="Requests">How many requests it took, redirects and retries included.</param>
public sealed record FetchedPage(
    Uri Address,
    int Status,
    string? ContentType,
    ReadOnlyMemory<byte> Body,
    string? ETag,
    DateTimeOffset? LastModified,
    bool NotModified,
    TimeSpan Elapsed,
    long BytesReceived,
    int Requests
)
{
    /// <summary>The server asks that no copy be kept.</summary>
    public bool NoStore { get; init; }

    /// <summary>The body is what a browser made of the document, in UTF-8, whatever the site's character set is.</summary>
    public bool IsRendered { get; init; }
}
