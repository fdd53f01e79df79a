using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace ParserAdmin.Tests.Fetching.Http;

/// <summary>Packs bodies as servers do.</summary>
internal static class TestBody
{
    public static byte[] Pack(string encoding, byte[] plain)
    {
        using var packed = new MemoryStream();
        using (
            Stream packer = encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "zstd" => new ZstdSharp.CompressionStream(packed, leaveOpen: true),
                "deflate" => new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
                "raw-deflate" => new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => new BufferedStream(packed),
            }
        )
        {
            packer.Write(plain);
            packer.Flush();
            if (packer is BufferedStream)
                return packed.ToArray();
        }

        return packed.ToArray();
    }

    public static async Task WriteAsync(HttpContext context, string encoding, byte[] body)
    {
        if (encoding.Length > 0)
            context.Response.Headers.ContentEncoding = encoding;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
