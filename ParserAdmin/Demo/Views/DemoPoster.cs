using System.Globalization;
using ParserAdmin.Demo.Data;

namespace ParserAdmin.Demo.Views;

/// <summary>Draws a title's poster: a picture of simple shapes that is always the same for the title, its name and its first creator.</summary>
internal static class DemoPoster
{
    public const int Width = 240;
    public const int Height = 360;

    private const int LineHeight = 27;
    private const int LongestLine = 15;

    public static string Draw(DemoWork work)
    {
        var hue = DemoDice.Roll(360, work.Ordinal, 51);
        var sky = Colour(hue, 42, 24);
        var glow = Colour(hue + 35, 62, 52);
        var lines = Wrap(work.Name);
        var top = 262 - (lines.Count - 1) * LineHeight / 2;
        return Markup.Of(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img">
            <title>{work.Name}</title>
            <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{sky}"/><stop offset="1" stop-color="{glow}"/></linearGradient></defs>
            <rect width="{Width}" height="{Height}" fill="url(#sky)"/>
            {DemoPosterMotif.Draw(work.Ordinal, hue)}
            <rect y="206" width="{Width}" height="154" fill="{Colour(hue, 38, 12)}" fill-opacity="0.94"/>
            <g font-family="Georgia, 'Times New Roman', serif" text-anchor="middle" fill="#fbf7ee">
            {Markup.Join(lines.Select((line, index) => Line(line, top + index * LineHeight)))}<text x="120" y="340" font-size="12" fill-opacity="0.75">{work.Creators[0]}</text>
            </g>
            </svg>

            """).ToString();
    }

    internal static string Colour(int hue, int saturation, int lightness) =>
        string.Create(CultureInfo.InvariantCulture, $"hsl({hue % 360},{saturation}%,{lightness}%)");

    private static Markup Line(string text, int y) => Markup.Of($"<text x=\"120\" y=\"{y}\" font-size=\"22\">{text}</text>\n");

    private static List<string> Wrap(string text)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= LongestLine) lines[^1] += " " + word;
            else lines.Add(word);
        }

        return lines;
    }
}
