using System.Buffers;

namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>Finds where a tag ends, whatever its quotes are like.</summary>
internal static class TagEnd
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(">\"'<");

    /// <returns>The place of its &gt;, or -1 when the document ends first.</returns>
    public static int Find(string document, int from)
    {
        var at = from;
        while (true)
        {
            var found = document.AsSpan(at).IndexOfAny(Marks);
            if (found < 0)
                return -1;
            at += found;
            switch (document[at])
            {
                case '>':
                    return at;
                case '<':
                    // The tag was never closed, and the next one begins.
                    return at > from ? at - 1 : -1;
                case var quote when !OpensValue(document, at):
                    at++;
                    break;
                case var quote:
                    var end = document.AsSpan(at + 1).IndexOf(quote);
                    var inner = end < 0 ? document.AsSpan(at + 1) : document.AsSpan(at + 1, end);
                    if (end < 0 || inner.Contains("</", StringComparison.Ordinal))
                    {
                        // A quote that was forgotten would swallow the elements after it.
                        var plain = document.AsSpan(at).IndexOf('>');
                        return plain < 0 ? -1 : at + plain;
                    }

                    at += end + 2;
                    break;
            }
        }
    }

    // An apostrophe in an unquoted value, or one too many, opens nothing.
    private static bool OpensValue(string document, int quote)
    {
        var before = quote - 1;
        while (before > 0 && char.IsWhiteSpace(document[before]))
            before--;

        return before >= 0 && document[before] == '=';
    }
}
