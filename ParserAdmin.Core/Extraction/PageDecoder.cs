using System.Text;
using ParserAdmin.Core.Extraction.Charsets;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Extraction;

/// <summary>
/// Turns a body into text. The character set is the forced one, else that of the byte order mark, the header, the meta tag or XML
/// declaration, else it is found out. What is declared as UTF-8 and is not, is found out too. Bytes without a meaning become U+FFFD;
/// nothing throws.
/// </summary>
public static class PageDecoder
{
    // A page of UTF-8 with a few spoilt bytes is still UTF-8.
    private const double Tolerated = 0.02;

    /// <param name="body">The body after decompression.</param>
    /// <param name="contentType">The header as it was sent.</param>
    /// <param name="forcedEncoding">The definition's <c>fetch.encoding</c>.</param>
    public static string Decode(ReadOnlyMemory<byte> body, string? contentType, string? forcedEncoding)
    {
        var bytes = body.Span;
        var (marked, markLength) = ByteOrderMark(bytes);
        var text = bytes[markLength..];
        if ((CharacterSets.Find(forcedEncoding) ?? marked) is { } certain)
            return certain.GetString(text);
        var declared = CharacterSets.Find(Charset(contentType)) ?? CharacterSets.Find(MetaCharset.Find(text));
        return declared is { CodePage: not 65001 } ? declared.GetString(text) : Utf8OrFound(text, declared is not null);
    }

    private static string Utf8OrFound(ReadOnlySpan<byte> bytes, bool isDeclared)
    {
        if (CharsetDetection.Wide(bytes) is { } wide)
            return wide.GetString(bytes);
        var text = Encoding.UTF8.GetString(bytes);
        if (!text.Contains('\uFFFD', StringComparison.Ordinal) && !bytes.Contains((byte)0x1B))
            return text;
        var beyond = text.Count(c => c >= '\u0080');
        var spoilt = text.Count(c => c == '\uFFFD');
        if (isDeclared && spoilt <= 1 + (Tolerated * beyond))
            return text;
        // One that says what it is (a header that lies over a page that does not), else by its looks.
        var own = isDeclared ? CharacterSets.Find(MetaCharset.Find(bytes)) : null;
        return (own is { CodePage: not 65001 } ? own : CharsetDetection.Detect(bytes)).GetString(bytes);
    }

    private static (Encoding? Encoding, int Length) ByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
            [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
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
                return pair[1];
        }

        return null;
    }
}
