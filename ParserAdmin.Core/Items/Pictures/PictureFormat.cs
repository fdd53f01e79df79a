namespace ParserAdmin.Core.Items.Pictures;

/// <summary>The formats of pictures that are taken.</summary>
internal enum PictureFormat
{
    Png,
    Jpeg,
    Gif,
    WebP,
    Avif,
}

/// <summary>Tells a picture by its own bytes; what its server says of it counts for nothing.</summary>
internal static class PictureFormats
{
    /// <returns>
    /// Null for anything else. SVG is none of them: it is a document, which may hold scripts and ask for addresses of its own.
    /// </returns>
    public static PictureFormat? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return PictureFormat.Png;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return PictureFormat.Jpeg;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            return PictureFormat.Gif;
        if (bytes.Length < 16)
            return null;
        if (bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
            return PictureFormat.WebP;
        return bytes[4..].StartsWith("ftypavif"u8) || bytes[4..].StartsWith("ftypavis"u8) ? PictureFormat.Avif : null;
    }
}
