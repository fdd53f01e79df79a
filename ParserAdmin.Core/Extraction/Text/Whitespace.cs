using System.Text;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Text as a reader sees it.</summary>
internal static class Whitespace
{
    /// <summary>Each run of white space, non-breaking included, as one space; none at the ends. Zero-width marks go.</summary>
    public static string Collapse(string text)
    {
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
                {
                    collapsed.Append(' ');
                }

                gap = false;
                collapsed.Append(c);
            }
        }

        return collapsed.ToString();
    }
}
