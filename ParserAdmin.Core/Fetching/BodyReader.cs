using System.IO.Compression;

namespace ParserAdmin.Core.Fetching;

/// <summary>Reads a body whole, decompressed, and never more of it than the limit.</summary>
internal static class BodyReader
{
    public const string AcceptedEncodings = "gzip, deflate, br";

    private const int FirstBuffer = 16 * 1024;

    /// <exception cref="FetchException">TooLarge, or Parse for an encoding that was not asked for.</exception>
    /// <remarks>
    /// A gzip stream that ends early inside a complete HTTP message is taken as it is, as browsers do: some servers never finish theirs.
    /// A connection that breaks off is noticed one layer below.
    /// </remarks>
    /// <exception cref="InvalidDataException">The compressed data is broken.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpResponseMessage response, Uri address, int limit, FetchTally tally, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > limit)
            throw FetchFaults.TooLarge(address, limit);
        await using var raw = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var wire = new WireStream(raw, address, limit, tally);
        await using var plain = await DecompressAsync(wire, EncodingOf(response), address, limit, cancellationToken);
        try
        {
            return await ReadAllAsync(plain, address, limit, cancellationToken);
        }
        catch (InvalidOperationException error) when (plain is BrotliStream)
        {
            // Unlike the other two, this one calls broken data a wrong use of itself.
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static async Task<Stream> DecompressAsync(
        WireStream wire, string encoding, Uri address, int limit, CancellationToken cancellationToken)
    {
        switch (encoding)
        {
            case "" or "identity":
                return wire;
            case "gzip" or "x-gzip":
                return new GZipStream(wire, CompressionMode.Decompress);
            case "br":
                return new BrotliStream(wire, CompressionMode.Decompress);
            case "deflate":
                // Half the servers mean zlib (as the RFC says), half the bare stream; the first byte tells, so the packed body is taken in first.
                var packed = await ReadAllAsync(wire, address, limit, cancellationToken);
                var bytes = new MemoryStream(packed.ToArray(), writable: false);
                return packed.Length > 0 && (packed.Span[0] & 0x0F) == 8
                    ? new ZLibStream(bytes, CompressionMode.Decompress)
                    : new DeflateStream(bytes, CompressionMode.Decompress);
            default:
                throw FetchFaults.OfEncoding(address, encoding);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream stream, Uri address, int limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(FirstBuffer, limit + 1)];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is var read and > 0)
        {
            length += read;
            if (length > limit)
                throw FetchFaults.TooLarge(address, limit);
            // One byte past the limit is enough to know that there is more.
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limit + 1L));
        }

        return buffer.AsMemory(0, length);
    }

    private static string EncodingOf(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values)
            ? string.Join(',', values).Trim().ToLowerInvariant()
            : "";
}
