using System.Globalization;
using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>Spaces that look like plain ones and are letters to YAML: they come with texts that were copied out of a web page.</summary>
internal static partial class OddSpace
{
    /// <summary>The parser may notice it this many lines later.</summary>
    private const int Lines = 12;

    public static bool IsOdd(char c) => Odd().IsMatch(c.ToString());

    /// <param name="until">The line where the parser gave up, from 1.</param>
    public static (int Line, int Column, string Message)? Of(IReadOnlyList<string> lines, int until)
    {
        for (var at = Math.Max(1, until - Lines); at <= Math.Min(until, lines.Count); at++)
        {
            if (BeforeKey().Match(lines[at - 1]) is { Success: true } found)
            {
                return (
                    at,
                    found.Groups[1].Index + 1,
                    $"{Name(found.Groups[1].Value[0])} stands here, which YAML takes for a letter; put plain spaces there"
                );
            }
        }

        return null;
    }

    private static string Name(char c) =>
        c switch
        {
            '\u00A0' => "a no-break space (U+00A0)",
            '\u202F' => "a narrow no-break space (U+202F)",
            '\u3000' => "an ideographic space (U+3000)",
            '\u200B' => "a space without width (U+200B)",
            '\uFEFF' => "a byte order mark (U+FEFF)",
            _ => string.Create(CultureInfo.InvariantCulture, $"an odd space (U+{(int)c:X4})"),
        };

    [GeneratedRegex(@"^[\u00A0\u1680\u2000-\u200D\u202F\u205F\u2060\u3000\uFEFF]\z")]
    private static partial Regex Odd();

    // Only before what looks like a key, or behind its ':': within a text of several lines such a space is as good as any.
    [GeneratedRegex(
        """^ *(?:(?:- +)?[\w-]+:)?([\u00A0\u1680\u2000-\u200D\u202F\u205F\u2060\u3000\uFEFF])(?:(?<=:.)|[\s\u200B-\u200D\u2060\uFEFF]*(?:- |["']?[^\s"':]+["']?:))"""
    )]
    private static partial Regex BeforeKey();
}
