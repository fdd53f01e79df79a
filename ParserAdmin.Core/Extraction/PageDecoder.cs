using System.Text;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Extraction;

/// <summary>
/// Turns a body into text. The character set is the forced one, else that of the byte order mark, the header, the meta tag,
/// else UTF-8 if the bytes are valid UTF-8, else windows-1252. Bytes without a meaning become U+FFFD; nothing throws.
/// </summary>
public static class PageDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="body">The body after decompression.</param>
    /// <param name="contentType">The header as it was sent.</param>
    /// <param name="forcedEncoding">The definition's <c>fetch.encoding</c>.</param>
    public static string Decode(ReadOnlyMemory<byte> body, string? contentType, string? forcedEncoding)
    {
        var bytes = body.Span;
        var (marked, markLength) = ByteOrderMark(bytes);
        var encoding = CharacterSets.Find(forcedEncoding)
            ?? marked
            ?? CharacterSets.Find(Charset(contentType))
            ?? CharacterSets.Find(MetaCharset.Find(bytes));
        var text = bytes[markLength..];
        return encoding is null ? Guess(text) : encoding.GetString(text);
    }

    private static string Guess(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CharacterSets.Find("windows-1252")!.GetString(bytes);
        }
    }

    private static (Encoding? Encoding, int Length) ByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (null, 0),
    };

    // By hand: real headers are too dirty for MediaTypeHeaderValue ("text/html; charset=utf8; charset=utf-8").
    private static string? Charset(string? contentType)
    {
        foreach (var part in (contentType ?? "").Split(';', ','))
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length == 2 && pair[0].Equals("charset", StringComparison.OrdinalIgnoreCase))
            {
                return pair[1];
            }
        }

        return null;
    }
}
