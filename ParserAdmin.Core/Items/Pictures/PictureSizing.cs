using SkiaSharp;

namespace ParserAdmin.Core.Items.Pictures;

/// <summary>What is no picture, or none that is taken. The message is written for people.</summary>
internal sealed class PictureException(string message) : Exception(message);

/// <summary>A picture ready to be kept.</summary>
/// <param name="Ending">Of its file, by which its type is known again.</param>
internal sealed record SizedPicture(ReadOnlyMemory<byte> Bytes, string Ending);

/// <summary>
/// Makes what is kept of what was sent: decoded, scaled, and written anew, so that nothing of the file itself reaches a viewer's browser,
/// neither what else is in it nor where a photograph was taken. Of an animation the first picture stays.
/// </summary>
internal static class PictureSizing
{
    /// <summary>Pixels of the longer side: twice what the page of an item shows.</summary>
    public const int LongestSide = 720;

    /// <summary>A file of a few bytes may claim to be as large as it likes.</summary>
    public const long MostPixels = 40_000_000;

    /// <summary>This one format is kept as it was sent, for it cannot be decoded here; a poster has a tenth of this.</summary>
    public const int MostAvifBytes = 1024 * 1024;

    private const int Quality = 80;

    // A large one takes 160 MB for a moment; never two of them.
    private static readonly Lock OneAtATime = new();

    /// <exception cref="PictureException">It is no picture, or none that is taken.</exception>
    public static SizedPicture Size(ReadOnlyMemory<byte> bytes)
    {
        switch (PictureFormats.Of(bytes.Span))
        {
            case null:
                throw new PictureException("What the site sent is no PNG, JPEG, GIF, WebP or AVIF picture.");
            case PictureFormat.Avif when bytes.Length > MostAvifBytes:
                throw new PictureException($"It is an AVIF picture of more than {MostAvifBytes / 1024 / 1024} MiB.");
            case PictureFormat.Avif:
                return new SizedPicture(bytes, "avif");
        }

        lock (OneAtATime)
            return new SizedPicture(Redraw(bytes.Span), "webp");
    }

    private static byte[] Redraw(ReadOnlySpan<byte> bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data) ?? throw Unreadable();
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width < 1 || height < 1 || (long)width * height > MostPixels)
            throw new PictureException($"It has {width} × {height} pixels, which is not taken.");

        // JPEG and WebP are decoded at a part of their size, in a fraction of the time; what is a little too large is scaled below.
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(width, height));
        var coarse = codec.GetScaledDimensions(Math.Min(1f, scale * 1.5f));
        using var colours = SKColorSpace.CreateSrgb();
        using var decoded = new SKBitmap(new SKImageInfo(coarse.Width, coarse.Height, SKColorType.Rgba8888, SKAlphaType.Premul, colours));
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success)
            throw Unreadable();
        var size = new SKSizeI(Scaled(width, scale), Scaled(height, scale));
        using var upright = Draw(decoded, size, codec.EncodedOrigin);
        using var written = upright.Encode(SKEncodedImageFormat.Webp, Quality) ?? throw Unreadable();
        return written.ToArray();
    }

    /// <summary>Cameras write a picture as it lay on the sensor, and beside it which side is up.</summary>
    private static SKBitmap Draw(SKBitmap decoded, SKSizeI size, SKEncodedOrigin origin)
    {
        var (right, bottom) = (size.Width, size.Height);
        var turn = origin switch
        {
            SKEncodedOrigin.TopRight => Turn(-1, 0, right, 0, 1, 0),
            SKEncodedOrigin.BottomRight => Turn(-1, 0, right, 0, -1, bottom),
            SKEncodedOrigin.BottomLeft => Turn(1, 0, 0, 0, -1, bottom),
            SKEncodedOrigin.LeftTop => Turn(0, 1, 0, 1, 0, 0),
            SKEncodedOrigin.RightTop => Turn(0, -1, bottom, 1, 0, 0),
            SKEncodedOrigin.RightBottom => Turn(0, -1, bottom, -1, 0, right),
            SKEncodedOrigin.LeftBottom => Turn(0, 1, 0, -1, 0, right),
            _ => SKMatrix.Identity,
        };
        var isOnItsSide = turn.ScaleX == 0;
        var upright = new SKBitmap(decoded.Info.WithSize(isOnItsSide ? size.Height : size.Width, isOnItsSide ? size.Width : size.Height));
        using var canvas = new SKCanvas(upright);
        using var image = SKImage.FromBitmap(decoded);
        canvas.Clear(SKColors.Transparent);
        canvas.SetMatrix(in turn);
        canvas.DrawImage(image, new SKRect(0, 0, right, bottom), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return upright;
    }

    private static SKMatrix Turn(float scaleX, float skewX, float x, float skewY, float scaleY, float y) =>
        new(scaleX, skewX, x, skewY, scaleY, y, 0, 0, 1);

    private static int Scaled(int side, float scale) => Math.Max(1, (int)MathF.Round(side * scale));

    private static PictureException Unreadable() => new("It is broken or cut off: it cannot be read as a picture.");
}
