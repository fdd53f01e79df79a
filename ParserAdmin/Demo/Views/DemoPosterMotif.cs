using ParserAdmin.Demo.Data;

namespace ParserAdmin.Demo.Views;

/// <summary>The picture in a poster's upper part, one of six.</summary>
internal static class DemoPosterMotif
{
    private const int Kinds = 6;

    public static Markup Draw(int ordinal, int hue) => DemoDice.Roll(Kinds, ordinal, 61) switch
    {
        0 => Rings(ordinal, hue),
        1 => Hills(ordinal, hue),
        2 => Towers(ordinal, hue),
        3 => Waves(ordinal, hue),
        4 => Stars(ordinal, hue),
        _ => Kites(ordinal, hue),
    };

    private static Markup Rings(int ordinal, int hue) => Repeat(6, ring => Markup.Of(
        $"<circle cx=\"{80 + Roll(81, ordinal, 0)}\" cy=\"{80 + Roll(41, ordinal, 1)}\" r=\"{18 + ring * 17}\" fill=\"none\" stroke=\"{Light(hue, ring)}\" stroke-width=\"{3 + Roll(8, ordinal, 10 + ring)}\" stroke-opacity=\"0.8\"/>\n"));

    private static Markup Hills(int ordinal, int hue) => Markup.Join([Sun(ordinal, hue), Repeat(3, hill => Markup.Of(
        $"<ellipse cx=\"{Roll(241, ordinal, 10 + hill)}\" cy=\"{222 + hill * 12}\" rx=\"{110 + Roll(70, ordinal, 20 + hill)}\" ry=\"{100 - hill * 26}\" fill=\"{Dark(hue, hill)}\"/>\n"))]);

    private static Markup Towers(int ordinal, int hue) => Markup.Join([Sun(ordinal, hue), Repeat(7, tower =>
    {
        var height = 50 + Roll(100, ordinal, 10 + tower);
        return Markup.Of(
            $"<rect x=\"{8 + tower * 33}\" y=\"{210 - height}\" width=\"{20 + Roll(12, ordinal, 20 + tower)}\" height=\"{height}\" fill=\"{Dark(hue, tower % 3)}\"/><rect x=\"{14 + tower * 33}\" y=\"{220 - height}\" width=\"5\" height=\"8\" fill=\"{Light(hue, 2)}\"/>\n");
    })]);

    private static Markup Waves(int ordinal, int hue) => Markup.Join([Sun(ordinal, hue), Repeat(5, wave =>
    {
        var y = 118 + wave * 20;
        var swing = 10 + Roll(18, ordinal, 10 + wave);
        return Markup.Of($"<path d=\"M-10 {y} q 30 {-swing} 65 0 t 65 0 t 65 0 t 65 0 V 220 H -10 Z\" fill=\"{Dark(hue, wave % 4)}\" fill-opacity=\"0.85\"/>\n");
    })]);

    private static Markup Stars(int ordinal, int hue) => Markup.Join([Repeat(36, star => Markup.Of(
        $"<circle cx=\"{Roll(241, ordinal, 100 + star)}\" cy=\"{Roll(200, ordinal, 200 + star)}\" r=\"{1 + Roll(3, ordinal, 300 + star)}\" fill=\"{Light(hue, 3)}\"/>\n")),
        Markup.Of($"<path d=\"M{70 + Roll(60, ordinal, 1)} 210 l 50 -{80 + Roll(60, ordinal, 2)} l 50 170 Z\" fill=\"{Dark(hue, 1)}\"/>\n")]);

    private static Markup Kites(int ordinal, int hue) => Repeat(5, kite =>
    {
        var size = 22 + Roll(30, ordinal, 10 + kite);
        return Markup.Of(
            $"<path d=\"M{30 + Roll(180, ordinal, 20 + kite)} {20 + Roll(90, ordinal, 30 + kite)} l {size} {size} l {-size} {size * 2} l {-size} {-size * 2} Z\" fill=\"{(kite % 2 == 0 ? Light(hue, kite) : Dark(hue, kite % 3))}\" fill-opacity=\"0.85\"/>\n");
    });

    private static Markup Sun(int ordinal, int hue) =>
        Markup.Of($"<circle cx=\"{50 + Roll(141, ordinal, 2)}\" cy=\"{60 + Roll(50, ordinal, 3)}\" r=\"{24 + Roll(20, ordinal, 4)}\" fill=\"{Light(hue, 3)}\"/>\n");

    private static Markup Repeat(int times, Func<int, Markup> draw) => Markup.Join(Enumerable.Range(0, times).Select(draw));

    private static string Light(int hue, int step) => DemoPoster.Colour(hue + 30 + step * 8, 70, 68 + step * 3);

    private static string Dark(int hue, int step) => DemoPoster.Colour(hue + step * 14, 40, 34 - step * 6);

    private static int Roll(int sides, int ordinal, int salt) => DemoDice.Roll(sides, ordinal, 1_000 + salt);
}
