using System.Net;
using System.Text;

namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>Entities of XML and of HTML, declared or not: feeds use &amp;nbsp; as if they were pages.</summary>
internal static class MarkupEntities
{
    private const int MaxName = 64;

    public static string Decode(ReadOnlySpan<char> text, IReadOnlyDictionary<string, string>? declared = null)
    {
        if (text.IndexOf('&') < 0)
            return text.ToString();
        return WebUtility.HtmlDecode(declared is null ? text.ToString() : Own(text.ToString(), declared));
    }

    // Declared values are text already: they are put in once and never looked at again, so that no entity can grow.
    private static string Own(string text, IReadOnlyDictionary<string, string> declared)
    {
        var replaced = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf('&', at) is >= 0 and var start)
        {
            var end = text.IndexOf(';', start, Math.Min(MaxName, text.Length - start));
            replaced.Append(text, at, start - at);
            at = start;
            if (end < 0)
                break;
            if (declared.TryGetValue(text[(start + 1)..end], out var value))
            {
                replaced.Append(value);
                at = end + 1;
            }
            else
            {
                replaced.Append('&');
                at = start + 1;
            }
        }

        return replaced.Append(text, at, text.Length - at).ToString();
    }
}
