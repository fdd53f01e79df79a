using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>Finds the end of an element whose content may be HTML that nobody closed.</summary>
internal sealed class OpaqueText(string document)
{
    // Both keep a document of 100,000 elements that nobody closed from being read 100,000 times.
    private const int MaxNested = 32;
    private const int MaxMended = 4_096;

    private readonly Dictionary<string, int> _lastEnds = new(StringComparer.OrdinalIgnoreCase);

    // Where no text of an entry goes on, closed or not.
    private static readonly string[] Borders = ["/item", "/entry", "/channel", "/feed", "/rss", "item", "entry"];

    /// <returns>The content, and where reading goes on after the end tag.</returns>
    public (Slice Content, int Next) Find(int start, ReadOnlySpan<char> tag)
    {
        if (start > LastEnd(tag.ToString()))
            return Unclosed(start, document.Length);
        var at = start;
        var inner = 0;
        while (true)
        {
            var found = at >= document.Length ? -1 : document.AsSpan(at).IndexOf('<');
            if (found < 0)
                return Unclosed(start, document.Length);
            at += found;
            var rest = document.AsSpan(at + 1);
            if (rest.StartsWith("![CDATA["))
            {
                at = After("]]>", at);
            }
            else if (rest.StartsWith("!--"))
            {
                at = After("-->", at);
            }
            else if (rest.StartsWith("/") && IsTag(rest[1..], tag))
            {
                if (inner-- == 0)
                    return (new Slice(start, at), TagEnd.Find(document, at + 1) is >= 0 and var end ? end + 1 : document.Length);
                at++;
            }
            else if (IsBorder(rest))
            {
                return Unclosed(start, at);
            }
            else
            {
                // The content of an element may have elements of the same name: <body><body>.
                inner += IsTag(rest, tag) && TagEnd.Find(document, at + 1) is > 0 and var close && document[close - 1] != '/' ? 1 : 0;
                if (inner > MaxNested)
                    return Unclosed(start, at);
                at++;
            }
        }
    }

    // Its end tag is missing or misspelt: it ends where the next field of an entry begins, at the first end tag that nothing within began,
    // else at the first tag.
    private (Slice Content, int Next) Unclosed(int start, int border)
    {
        var reader = new MarkupReader(document);
        reader.MoveTo(start);
        var open = new Stack<string>();
        var first = border;
        while (reader.Read() && reader.Token.Start < Math.Min(border, start + MaxMended))
        {
            if (reader.Kind is MarkupKind.Start or MarkupKind.End)
                first = Math.Min(first, reader.Token.Start);
            if (open.Count > MaxNested || (reader.Kind == MarkupKind.Start && IsBorder(document.AsSpan(reader.Name.Start))))
                break;
            if (reader.Kind is MarkupKind.Start or MarkupKind.Empty && FeedRoots.IsField(reader.Name.In(document)))
                return (new Slice(start, reader.Token.Start), reader.Token.Start);
            if (reader.Kind == MarkupKind.Start)
            {
                open.Push(reader.Name.In(document).ToString());
            }
            else if (reader.Kind == MarkupKind.End && !(open.TryPop(out var name) && reader.Name.In(document).SequenceEqual(name)))
            {
                return (new Slice(start, reader.Token.Start), reader.Token.End);
            }
        }

        return (new Slice(start, first), first);
    }

    private static bool IsBorder(ReadOnlySpan<char> rest)
    {
        foreach (var border in Borders)
        {
            if (IsTag(rest, border))
                return true;
        }

        return false;
    }

    private static bool IsTag(ReadOnlySpan<char> rest, ReadOnlySpan<char> tag) =>
        rest.StartsWith(tag, StringComparison.OrdinalIgnoreCase)
        && (rest.Length == tag.Length || rest[tag.Length] is '>' or '/' || char.IsWhiteSpace(rest[tag.Length]));

    private int LastEnd(string tag)
    {
        if (!_lastEnds.TryGetValue(tag, out var last))
        {
            last = document.LastIndexOf($"</{tag}", StringComparison.OrdinalIgnoreCase);
            if (_lastEnds.Count < 1_000)
                _lastEnds[tag] = last;
        }

        return last;
    }

    private int After(string end, int from)
    {
        var found = document.AsSpan(from).IndexOf(end);
        return found < 0 ? document.Length : from + found + end.Length;
    }
}
