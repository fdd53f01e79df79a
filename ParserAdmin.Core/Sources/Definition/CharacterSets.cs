using System.Text;

namespace ParserAdmin.Core.Sources.Definition;

/// <summary>Character sets by name, the legacy code pages included.</summary>
public static class CharacterSets
{
    static CharacterSets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name such as <c>utf-8</c> or <c>windows-1251</c>; null for one that nobody knows.</summary>
    public static Encoding? Find(string? name)
    {
        var trimmed = name?.Trim(' ', '"', '\'', '\t');
        if (string.IsNullOrEmpty(trimmed))
            return null;
        try
        {
            return Encoding.GetEncoding(Alias(trimmed));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // The framework has no way to ask without throwing. UTF-7 is refused by it on purpose.
            return null;
        }
    }

    /// <summary>As browsers do: pages that say Latin-1 or ASCII are windows-1252 in truth.</summary>
    private static string Alias(string name) =>
        name.ToUpperInvariant() switch
        {
            "ISO-8859-1" or "LATIN1" or "US-ASCII" or "ASCII" => "windows-1252",
            "UTF8" => "utf-8",
            "CP1251" or "WIN-1251" or "WINDOWS1251" => "windows-1251",
            "CP1252" => "windows-1252",
            "SHIFT-JIS" or "SJIS" or "X-SJIS" => "shift_jis",
            "GBK" => "gb18030",
            _ => name,
        };
}
