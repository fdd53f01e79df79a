using System.Globalization;
using System.Text;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Rewrites numbers of other scripts so that one scanner reads them all.</summary>
internal static class PlainDigits
{
    /// <summary>
    /// Every digit as 0-9, every kind of space as a space, every minus as '-', every apostrophe as '\''; the length stays.
    /// </summary>
    public static string Rewrite(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
            plain.Append(Plain(c));

        return plain.ToString();
    }

    private static char Plain(char c) =>
        c switch
        {
            >= '\u0020' and <= '\u007E' => c,
            '\u2212' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\uFF0D' => '-',
            '\u2019' or '\u02BC' or '\uFF07' => '\'',
            '\u066B' => '.',
            '\u066C' => ',',
            >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
            _ when char.IsWhiteSpace(c) => ' ',
            _ when CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit => (char)('0' + digit),
            _ => c,
        };
}
