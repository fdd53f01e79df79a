using System.Buffers.Binary;
using SkiaSharp;

namespace ParserAdmin.Tests.Items.Pictures;

/// <summary>Pictures as sites send them.</summary>
internal static class TestPictures
{
    /// <summary>One pixel.</summary>
    public static byte[] Gif => Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /// <summary>As much of one as is looked at.</summary>
    public static byte[] Avif => [0, 0, 0, 32, .. "ftypavif"u8, 0, 0, 0, 0, .. "mif1avif"u8];

    /// <summary>Red above, blue below.</summary>
    public static byte[] Of(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        using var blue = new SKPaint { Color = SKColors.Blue };
        canvas.Clear(SKColors.Red);
        canvas.DrawRect(0, height / 2f, width, height, blue);
        using var written = bitmap.Encode(format, 90);
        return written.ToArray();
    }

    /// <summary>A photograph that says which side is up, from 1 to 8.</summary>
    public static byte[] Photograph(int width, int height, byte orientation)
    {
        var jpeg = Of(width, height, SKEncodedImageFormat.Jpeg);
        byte[] exif =
        [
            .. "Exif\0\0MM\0*\0\0\0\b"u8,
            .. (ReadOnlySpan<byte>)[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
        ];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. exif, .. jpeg[2..]];
    }
}
