using System.Text;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Text as a reader sees it.</summary>
internal static class Whitespace
{
    /// <summary>Each run of white space, non-breaking included, as one space; none at the ends. Zero-width marks go.</summary>
    public static string Collapse(string text)
    {
        if (IsCollapsed(text))
            return text;
        var collapsed = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                gap = true;
            }
            else if (c is not ('\u200B' or '\uFEFF' or '\u00AD'))
            {
                if (gap && collapsed.Length > 0)
                    collapsed.Append(' ');
                gap = false;
                collapsed.Append(c);
            }
        }

        return collapsed.ToString();
    }

    // Most texts are so already.
    private static bool IsCollapsed(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (
                c is (< ' ' or '\u00A0' or '\u00AD' or '\uFEFF') or (>= '\u1680' and <= '\u3000') or '\u0085'
                || (c == ' ' && before == ' ')
            )
            {
                return false;
            }

            before = c;
        }

        return text.Length == 0 || before != ' ';
    }
}
