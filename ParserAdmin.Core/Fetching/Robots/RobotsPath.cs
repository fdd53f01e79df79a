using System.Buffers;
using System.Globalization;
using System.Text;

namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>
/// Brings paths of rules and of addresses into one spelling (RFC 9309, 2.2.2): what is no plain character is percent-encoded as UTF-8, an
/// encoded plain character is decoded, hexadecimal digits are upper-case.
/// </summary>
internal static class RobotsPath
{
    // RFC 3986: unreserved ones mean the same encoded or not; reserved ones do not.
    private static readonly SearchValues<char> Unreserved = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    );

    private static readonly SearchValues<char> Reserved = SearchValues.Create(":/?#[]@!&'()+,;=");

    public static string Normalize(string text)
    {
        var result = new StringBuilder(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%' && TryHex(text, i + 1, out var value))
            {
                Append(result, value);
                i += 2;
            }
            else if (Unreserved.Contains(c) || Reserved.Contains(c))
            {
                result.Append(c);
            }
            else
            {
                Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
                foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
                    Append(result, octet);
                i += used - 1;
            }
        }

        return result.ToString();
    }

    private static bool TryHex(string text, int at, out byte value)
    {
        value = 0;
        return at + 2 <= text.Length
            && byte.TryParse(text.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static void Append(StringBuilder result, byte octet)
    {
        if (octet < 128 && Unreserved.Contains((char)octet))
            result.Append((char)octet);
        else
            result.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
    }
}
