using System.Globalization;

namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>Cuts a date into its numbers, words and marks.</summary>
internal static class DateTokens
{
    /// <summary>Longer texts are no dates; a limit on all that follows.</summary>
    public const int MaxLength = 200;

    private const int MaxDigits = 17;

    public static List<DateToken> Read(string text)
    {
        var plain = PlainDigits.Rewrite(text).ToLowerInvariant();
        var tokens = new List<DateToken>(16);
        var spaced = false;
        for (var at = 0; at < plain.Length; )
        {
            var start = at;
            if (char.IsAsciiDigit(plain[at]))
            {
                at = Skip(plain, at, char.IsAsciiDigit);
                var digits = at - start;
                tokens.Add(
                    new DateToken(
                        null,
                        digits > MaxDigits ? long.MaxValue : long.Parse(plain.AsSpan(start, digits), CultureInfo.InvariantCulture),
                        digits,
                        spaced
                    )
                );
            }
            else if (char.IsLetter(plain[at]))
            {
                at = Skip(
                    plain,
                    at,
                    c =>
                        char.IsLetter(c)
                        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                );
                Words(plain[start..at], spaced, tokens);
            }
            else
            {
                at++;
                if (!char.IsWhiteSpace(plain[start]))
                    tokens.Add(new DateToken(plain[start].ToString(), 0, 0, spaced));
            }

            spaced = char.IsWhiteSpace(plain[start]);
        }

        return tokens;
    }

    // Chinese, Japanese, Korean and Thai write words together: "3小时前" is 3, 小时, 前.
    private static void Words(string word, bool spaced, List<DateToken> tokens)
    {
        if (word[0] < '\u0E00')
        {
            tokens.Add(new DateToken(word, 0, 0, spaced));
            return;
        }

        for (var at = 0; at < word.Length; )
        {
            var length = DateWords.LongestAt(word, at);
            if (length > 0)
            {
                tokens.Add(new DateToken(word.Substring(at, length), 0, 0, spaced));
                spaced = false;
            }

            at += Math.Max(1, length);
        }
    }

    private static int Skip(string text, int at, Func<char, bool> passes)
    {
        while (at < text.Length && passes(text[at]))
            at++;

        return at;
    }
}
