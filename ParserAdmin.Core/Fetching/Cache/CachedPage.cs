using System.IO.Compression;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Fetching.Cache;

/// <summary>
/// A page as a source saw it last, with what lets the server say "unchanged"; a row of <c>http_cache</c>. The body is kept, not what was
/// read from it: a 304 then means the same rows, the same next link and the same items as before, whatever became of the definition or of
/// the items meanwhile.
/// </summary>
public sealed class CachedPage
{
    /// <summary>A packed body larger than this is not worth its place, in bytes.</summary>
    internal const int LargestBody = 1024 * 1024;

    // Quick rather than small: a crawl must not wait for it.
    private const int Quality = 2;
    private const int Window = 18;

    /// <summary>See <see cref="PageKey"/>.</summary>
    public string Key { get; set; } = "";

    public string SourceId { get; set; } = "";

    /// <summary>Where the page came from, after redirects.</summary>
    public string Address { get; set; } = "";

    /// <summary>As sent, quotes included.</summary>
    public string? ETag { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastModified { get; set; }

    public string? ContentType { get; set; }

    /// <summary>Brotli.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>Of <see cref="Body"/>, in bytes, so that sums need not read it.</summary>
    public int StoredBytes { get; set; }

    /// <summary>Unpacked, in bytes.</summary>
    public int Length { get; set; }

    /// <summary>When the server sent or confirmed it last, UTC, to the day.</summary>
    public DateTime UsedAt { get; set; }

    /// <returns>Null for a page that is not to be remembered: without validators, private, or too large.</returns>
    internal static CachedPage? Of(string key, string sourceId, FetchedPage page, DateTime now)
    {
        if (
            page.Status != 200
            || page.NoStore
            || page.Body.IsEmpty
            || (page.ETag is null && page.LastModified is null)
            || page.ETag?.Length > CachedPageMapping.LongestValidator
            || page.ContentType?.Length > CachedPageMapping.LongestValidator
        )
        {
            return null;
        }

        var packed = new byte[Math.Min(BrotliEncoder.GetMaxCompressedLength(page.Body.Length), LargestBody)];
        if (!BrotliEncoder.TryCompress(page.Body.Span, packed, out var written, Quality, Window))
            return null;
        return new CachedPage
        {
            Key = key,
            SourceId = sourceId,
            Address = page.Address.AbsoluteUri,
            ETag = page.ETag,
            LastModified = page.LastModified?.UtcDateTime,
            ContentType = page.ContentType is { } type ? StorableText.Clean(type) : null,
            Body = packed[..written],
            StoredBytes = written,
            Length = page.Body.Length,
            UsedAt = now,
        };
    }

    internal byte[]? Unpack()
    {
        var body = new byte[Length];
        return BrotliDecoder.TryDecompress(Body, body, out var written) && written == Length ? body : null;
    }
}
