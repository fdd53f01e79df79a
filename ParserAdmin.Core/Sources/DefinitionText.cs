using System.Text;

namespace ParserAdmin.Core.Sources;

/// <summary>
/// Reads the bytes of a definition as the text that was written: UTF-8, or UTF-16 with a byte order mark. Nothing is guessed, and nothing
/// replaced.
/// </summary>
public static class DefinitionText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="problem">What is wrong with the first bad byte, for people; null where all is well.</param>
    /// <param name="line">Of that byte, from 1; and its column in characters.</param>
    /// <returns>Null where there is a problem.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, out string? problem, out int line, out int column)
    {
        (problem, line, column) = (null, 1, 1);
        var encoding = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => (Encoding)Strict,
        };
        var text = bytes[
            (
                bytes is [0xEF, 0xBB, 0xBF, ..] ? 3
                : encoding is UnicodeEncoding ? 2
                : 0
            )..
        ];
        try
        {
            return encoding.GetString(text);
        }
        catch (DecoderFallbackException bad)
        {
            // The index of what could not be read is counted from the end of it in some encodings; up to there all is well in each.
            var good = encoding.GetString(text[..Good(encoding, text, bad.Index)]);
            (line, column) = (good.Count(c => c == '\n') + 1, good.Length - (good.LastIndexOf('\n') + 1) + 1);
            problem =
                $"this is no {(encoding is UnicodeEncoding ? "UTF-16" : $"UTF-8 (byte 0x{bad.BytesUnknown?.FirstOrDefault():X2})")}; "
                + $"save the file as UTF-8";
            return null;
        }
    }

    /// <summary>How many bytes can be read before the bad one.</summary>
    private static int Good(Encoding encoding, ReadOnlySpan<byte> text, int index)
    {
        for (var length = Math.Clamp(index, 0, text.Length); length > 0; length--)
        {
            try
            {
                encoding.GetCharCount(text[..length]);
                return length;
            }
            catch (DecoderFallbackException)
            {
                continue;
            }
        }

        return 0;
    }
}
