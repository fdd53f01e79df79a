using System.Text;

namespace ParserAdmin.Core.Items.Mapping;

/// <summary>Makes a text fit to be stored: PostgreSQL refuses U+0000, and half a surrogate pair is no UTF-8.</summary>
internal static class CleanText
{
    /// <summary>The text trimmed and without control characters (line breaks and tabs stay); null when nothing is left.</summary>
    public static string? Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                clean.Append(rune);
        }

        var trimmed = clean.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }
}
