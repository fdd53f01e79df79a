using System.Globalization;
using System.Text;

namespace ParserAdmin.Core.Data.Search;

/// <summary>
/// Cuts text into the words that every database's search knows: lower case, without accents, letters and digits alone. One form for what is
/// stored and what is typed, so that the databases' own ideas of a word, which differ, play no part, and no sign can be an operator.
/// </summary>
public static class SearchTokens
{
    /// <summary>Longer words are cut, in text and question alike.</summary>
    public const int LongestWord = 60;

    // Stand where a value has spaces or signs: private characters, which no word holds, so no typed word can find a label.
    private const char Space = '\ue000';
    private const int LongestLabel = 200;

    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            var alone = StandsAlone(rune.Value);
            if (word.Length > 0 && (alone || !IsPart(rune)))
                yield return Take(word);
            if (alone)
                yield return rune.ToString();
            else if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && IsPart(rune)))
                word.Append(rune.ToString());
        }

        if (word.Length > 0)
            yield return Take(word);
    }

    /// <summary>
    /// A whole value as one word, such as a genre: found by all of it, whatever its case and accents, and never by a typed word.
    /// </summary>
    /// <param name="mark">A private character from U+E100 on that says which field it is of.</param>
    public static string Label(char mark, string value)
    {
        var label = new StringBuilder().Append(mark);
        foreach (var part in Fold(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (label.Length > 1)
                label.Append(Space);
            foreach (var letter in part)
                label.Append(char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) ? (char)(Space + letter) : letter);
        }

        return Cut(label.ToString(), LongestLabel);
    }

    private static string Take(StringBuilder word)
    {
        var text = Cut(word.ToString(), LongestWord);
        word.Clear();
        return text;
    }

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    private static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var decomposed = StorableText.Clean(text).Normalize(NormalizationForm.FormKD);
        var plain = new StringBuilder(decomposed.Length);
        foreach (var letter in decomposed)
        {
            // The accents of Latin, Greek and Cyrillic go; kana's and others' are part of the letter, and so is that of й.
            if (letter is < '\u0300' or > '\u036f' || (letter == '\u0306' && plain.Length > 0 && plain[^1] is 'и' or 'И'))
                plain.Append(letter);
        }

        return plain.ToString().Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace('ς', 'σ');
    }

    private static bool IsPart(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber;

    /// <summary>
    /// Chinese and Japanese put no space between words, so each character is one, and a run of them is asked for as a phrase.
    /// </summary>
    private static bool StandsAlone(int code) =>
        code is (>= 0x3041 and <= 0x30ff) or (>= 0x3400 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff);
}
