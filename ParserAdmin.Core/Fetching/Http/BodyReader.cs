using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>Reads a body whole, decompressed, and never more of it than the limit.</summary>
internal static class BodyReader
{
    public const string AcceptedEncodings = "gzip, deflate, br, zstd";

    // 8 MiB of memory, the most that a server may ask of whoever reads it (RFC 9659).
    private const int ZstdWindowLog = 23;

    /// <exception cref="FetchException">TooLarge, or Parse for an encoding that was not asked for.</exception>
    /// <exception cref="InvalidDataException">The compressed data is broken or ends too early: half a page must not count as a
    /// page.</exception>
    /// <remarks>
    /// The runtime tells an early end only where System.IO.Compression.UseStrictValidation is set (Directory.Build.props).
    /// </remarks>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpResponseMessage response,
        Uri address,
        int limit,
        int? cutAfter,
        FetchTally tally,
        CancellationToken cancellationToken
    )
    {
        if (cutAfter is null && response.Content.Headers.ContentLength > limit)
            throw FetchFaults.TooLarge(address, limit);
        await using var raw = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var wire = new WireStream(raw, address, limit, tally);
        await using var plain = await DecompressAsync(wire, EncodingOf(response), address, limit, cancellationToken);
        try
        {
            return await ReadAllAsync(plain, address, cutAfter ?? limit, cutAfter is not null, cancellationToken);
        }
        catch (Exception error)
            when (error is ZstdException or EndOfStreamException || (error is InvalidOperationException && plain is BrotliStream))
        {
            // Each has its own name for broken data; brotli's is a wrong use of itself.
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static async Task<Stream> DecompressAsync(
        WireStream wire,
        string encoding,
        Uri address,
        int limit,
        CancellationToken cancellationToken
    )
    {
        switch (encoding)
        {
            case "" or "identity":
                return wire;
            case "gzip" or "x-gzip":
                return new GZipStream(wire, CompressionMode.Decompress);
            case "br":
                return new BrotliStream(wire, CompressionMode.Decompress);
            case "zstd":
                var zstd = new DecompressionStream(wire);
                zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdWindowLog);
                return zstd;
            case "deflate":
                // Half the servers mean zlib (as the RFC says), half the bare stream; the first byte tells, so the packed body is taken in
                // first.
                var packed = await ReadAllAsync(wire, address, limit, cut: false, cancellationToken);
                var bytes = new MemoryStream(packed.ToArray(), writable: false);
                return packed.Length > 0 && (packed.Span[0] & 0x0F) == 8
                    ? new ZLibStream(bytes, CompressionMode.Decompress)
                    : new DeflateStream(bytes, CompressionMode.Decompress);
            default:
                throw FetchFaults.OfEncoding(address, encoding);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(
        Stream stream,
        Uri address,
        int limit,
        bool cut,
        CancellationToken cancellationToken
    )
    {
        var buffer = new BodyBuffer();
        while (buffer.Length <= limit && await stream.ReadAsync(buffer.Room, cancellationToken) is var read and > 0)
            buffer.Advance(read);
        return buffer.Length <= limit || cut ? buffer.Take(limit) : throw FetchFaults.TooLarge(address, limit);
    }

    private static string EncodingOf(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values)
            ? string.Join(',', values).Trim().ToLowerInvariant()
            : "";
}
