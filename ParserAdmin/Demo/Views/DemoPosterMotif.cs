using System.Globalization;
using ParserAdmin.Demo.Data;
using SkiaSharp;

namespace ParserAdmin.Demo.Views;

/// <summary>The picture in a poster's upper part, one of six.</summary>
internal static class DemoPosterMotif
{
    private const int Kinds = 6;
    private const byte Veiled = 217;

    public static void Draw(SKCanvas canvas, int ordinal, int hue)
    {
        using var paint = new SKPaint { IsAntialias = true };
        Action<SKCanvas, SKPaint, int, int> motif = DemoDice.Roll(Kinds, ordinal, 61) switch
        {
            0 => Rings,
            1 => Hills,
            2 => Towers,
            3 => Waves,
            4 => Stars,
            _ => Kites,
        };
        motif(canvas, paint, ordinal, hue);
    }

    private static void Rings(SKCanvas canvas, SKPaint paint, int ordinal, int hue)
    {
        paint.Style = SKPaintStyle.Stroke;
        for (var ring = 0; ring < 6; ring++)
        {
            paint.Color = Light(hue, ring).WithAlpha(204);
            paint.StrokeWidth = 3 + Roll(8, ordinal, 10 + ring);
            canvas.DrawCircle(80 + Roll(81, ordinal, 0), 80 + Roll(41, ordinal, 1), 18 + ring * 17, paint);
        }
    }

    private static void Hills(SKCanvas canvas, SKPaint paint, int ordinal, int hue)
    {
        Sun(canvas, paint, ordinal, hue);
        for (var hill = 0; hill < 3; hill++)
        {
            paint.Color = Dark(hue, hill);
            canvas.DrawOval(Roll(241, ordinal, 10 + hill), 222 + hill * 12, 110 + Roll(70, ordinal, 20 + hill), 100 - hill * 26, paint);
        }
    }

    private static void Towers(SKCanvas canvas, SKPaint paint, int ordinal, int hue)
    {
        Sun(canvas, paint, ordinal, hue);
        for (var tower = 0; tower < 7; tower++)
        {
            var height = 50 + Roll(100, ordinal, 10 + tower);
            paint.Color = Dark(hue, tower % 3);
            canvas.DrawRect(8 + tower * 33, 210 - height, 20 + Roll(12, ordinal, 20 + tower), height, paint);
            paint.Color = Light(hue, 2);
            canvas.DrawRect(14 + tower * 33, 220 - height, 5, 8, paint);
        }
    }

    private static void Waves(SKCanvas canvas, SKPaint paint, int ordinal, int hue)
    {
        Sun(canvas, paint, ordinal, hue);
        for (var wave = 0; wave < 5; wave++)
        {
            var swing = 10 + Roll(18, ordinal, 10 + wave);
            paint.Color = Dark(hue, wave % 4).WithAlpha(Veiled);
            Path(canvas, paint, $"M-10 {118 + wave * 20} q 30 {-swing} 65 0 t 65 0 t 65 0 t 65 0 V 220 H -10 Z");
        }
    }

    private static void Stars(SKCanvas canvas, SKPaint paint, int ordinal, int hue)
    {
        paint.Color = Light(hue, 3);
        for (var star = 0; star < 36; star++)
        {
            canvas.DrawCircle(Roll(241, ordinal, 100 + star), Roll(200, ordinal, 200 + star), 1 + Roll(3, ordinal, 300 + star), paint);
        }

        paint.Color = Dark(hue, 1);
        Path(canvas, paint, $"M{70 + Roll(60, ordinal, 1)} 210 l 50 -{80 + Roll(60, ordinal, 2)} l 50 170 Z");
    }

    private static void Kites(SKCanvas canvas, SKPaint paint, int ordinal, int hue)
    {
        for (var kite = 0; kite < 5; kite++)
        {
            var size = 22 + Roll(30, ordinal, 10 + kite);
            paint.Color = (kite % 2 == 0 ? Light(hue, kite) : Dark(hue, kite % 3)).WithAlpha(Veiled);
            var (x, y) = (30 + Roll(180, ordinal, 20 + kite), 20 + Roll(90, ordinal, 30 + kite));
            Path(canvas, paint, $"M{x} {y} l {size} {size} l {-size} {size * 2} l {-size} {-size * 2} Z");
        }
    }

    private static void Sun(SKCanvas canvas, SKPaint paint, int ordinal, int hue)
    {
        paint.Color = Light(hue, 3);
        canvas.DrawCircle(50 + Roll(141, ordinal, 2), 60 + Roll(50, ordinal, 3), 24 + Roll(20, ordinal, 4), paint);
    }

    private static void Path(SKCanvas canvas, SKPaint paint, FormattableString shape)
    {
        using var path = SKPath.ParseSvgPathData(shape.ToString(CultureInfo.InvariantCulture));
        canvas.DrawPath(path, paint);
    }

    private static SKColor Light(int hue, int step) => DemoPoster.Colour(hue + 30 + step * 8, 70, Math.Min(68 + step * 3, 90));

    private static SKColor Dark(int hue, int step) => DemoPoster.Colour(hue + step * 14, 40, 34 - step * 6);

    private static int Roll(int sides, int ordinal, int salt) => DemoDice.Roll(sides, ordinal, 1_000 + salt);
}
