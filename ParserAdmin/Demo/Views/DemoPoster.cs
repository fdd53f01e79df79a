using ParserAdmin.Demo.Data;
using SkiaSharp;

namespace ParserAdmin.Demo.Views;

/// <summary>
/// Draws a title's poster, a PNG: simple shapes that are always the same for the title, its name and its first creator. There is no font to
/// write with, so the names are bars, a bar a word.
/// </summary>
internal static class DemoPoster
{
    public const int Width = 240;
    public const int Height = 360;

    private const int LineHeight = 27;
    private const int LongestLine = 15;
    private static readonly SKColor Ink = new(0xfb, 0xf7, 0xee);

    public static byte[] Draw(DemoWork work)
    {
        var hue = DemoDice.Roll(360, work.Ordinal, 51);
        using var bitmap = new SKBitmap(Width, Height);
        using var canvas = new SKCanvas(bitmap);
        using var sky = SKShader.CreateLinearGradient(
            new SKPoint(0, 0),
            new SKPoint(0, Height),
            [Colour(hue, 42, 24), Colour(hue + 35, 62, 52)],
            SKShaderTileMode.Clamp
        );
        using var paint = new SKPaint { IsAntialias = true, Shader = sky };
        canvas.DrawRect(0, 0, Width, Height, paint);
        DemoPosterMotif.Draw(canvas, work.Ordinal, hue);
        paint.Shader = null;
        paint.Color = Colour(hue, 38, 12).WithAlpha(240);
        canvas.DrawRect(0, 206, Width, 154, paint);
        paint.Color = Ink;
        var lines = Wrap(work.Name);
        for (var line = 0; line < lines.Count; line++)
            Write(canvas, paint, lines[line], 250 - (lines.Count - 1) * LineHeight / 2 + line * LineHeight, size: 12);
        paint.Color = Ink.WithAlpha(190);
        Write(canvas, paint, work.Creators[0], 332, size: 7);
        using var written = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return written.ToArray();
    }

    internal static SKColor Colour(int hue, int saturation, int lightness) => SKColor.FromHsl(hue % 360, saturation, lightness);

    private static void Write(SKCanvas canvas, SKPaint paint, string text, float y, float size)
    {
        var x = (Width - text.Length * size) / 2;
        foreach (var word in text.Split(' '))
        {
            var length = word.Length * size;
            canvas.DrawRoundRect(x, y, length, size, size / 3, size / 3, paint);
            x += length + size;
        }
    }

    private static List<string> Wrap(string text)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= LongestLine)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }

        return lines;
    }
}
