using System.Text;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Extraction.Charsets;

/// <summary>
/// Finds out the character set of a text that declares none, or a wrong one: by its form where it has one, else by how well it reads.
/// </summary>
internal static class CharsetDetection
{
    // Enough to tell; a longer look would cost without telling more.
    private const int Sample = 32_768;

    // Below this share of common characters nothing reads well, and the web's default is as good as any.
    private const double Least = 0.15;

    /// <param name="bytes">Not valid UTF-8.</param>
    public static Encoding Detect(ReadOnlySpan<byte> bytes)
    {
        if (Wide(bytes) is { } wide)
            return wide;
        var sample = bytes[..Math.Min(bytes.Length, Sample)].ToArray();
        if (sample.AsSpan().IndexOf("\u001B$"u8) >= 0 && !sample.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return CharacterSets.Find("iso-2022-jp")!;
        var best = CharacterSets.Find("windows-1252")!;
        var score = Least;
        foreach (var candidate in CharsetCandidate.All)
        {
            var encoding = CharacterSets.Find(candidate.Name)!;
            if (Reads(encoding.GetString(sample), candidate) is var reads && reads > score)
                (best, score) = (encoding, reads);
        }

        return best;
    }

    /// <summary>UTF-16 without a mark: every second byte of markup is zero.</summary>
    public static Encoding? Wide(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..(Math.Min(bytes.Length, 1_024) & ~1)];
        int first = 0,
            second = 0;
        for (var i = 0; i < head.Length; i += 2)
        {
            first += head[i] == 0 ? 1 : 0;
            second += head[i + 1] == 0 ? 1 : 0;
        }

        var half = head.Length / 2;
        return half < 2 ? null
            : second * 10 > half * 2 && first * 20 < half ? Encoding.Unicode
            : first * 10 > half * 2 && second * 20 < half ? Encoding.BigEndianUnicode
            : null;
    }

    // The share of characters beyond ASCII that such a text would have, less those that it would not.
    private static double Reads(string text, CharsetCandidate candidate)
    {
        int good = 0,
            bad = 0,
            total = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < '\u0080')
                continue;
            total++;
            if (c == '\uFFFD' || char.IsControl(c) || c is (>= '\uE000' and <= '\uF8FF') or (>= '\u2500' and <= '\u25FF'))
            {
                bad++;
            }
            else if (candidate.Common.Contains(c))
            {
                good += IsAtHome(text, i, candidate.IsLatin) ? 1 : 0;
            }
        }

        return total == 0 ? 0 : (good - (3.0 * bad)) / total;
    }

    private static bool IsAtHome(string text, int at, bool isLatin)
    {
        if (!char.IsLetter(text[at]))
            return true;
        var before = at > 0 ? text[at - 1] : ' ';
        var after = at + 1 < text.Length ? text[at + 1] : ' ';

        // Îáúÿâëåíèÿ is no Latin word, and "cafИ" no Russian one; capitals within a word betray KOI8-R read as windows-1251.
        return isLatin
            ? !IsForeign(before) && !IsForeign(after)
            : !char.IsAsciiLetter(before) && !char.IsAsciiLetter(after) && !(char.IsUpper(text[at]) && char.IsLower(before));
    }

    private static bool IsForeign(char c) => c >= '\u0080' && char.IsLetter(c);
}
