using System.Text;
using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Extraction.Charsets;

/// <summary>Finds the character set that a page declares in itself, within its first 4 KiB.</summary>
internal static partial class MetaCharset
{
    // The HTML standard looks at 1024 bytes; real pages put scripts before the tag.
    private const int Prefix = 4096;

    public static string? Find(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prefix)]);
        var match = Declaration().Match(Comment().Replace(head, ""));
        if (!match.Success)
            return null;
        // A page whose meta tag could be read byte by byte is no UTF-16, whatever the tag says.
        var name = match.Groups[1].Value;
        return name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : name;
    }

    [GeneratedRegex(
        """(?:<meta\b[^>]*?\bcharset\s*=\s*|<\?xml\b[^>]*?\bencoding\s*=\s*)["']?\s*([A-Za-z0-9._:-]+)""",
        RegexOptions.IgnoreCase,
        100
    )]
    private static partial Regex Declaration();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline, 100)]
    private static partial Regex Comment();
}
