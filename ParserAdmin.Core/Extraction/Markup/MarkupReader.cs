namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>
/// Reads the tokens of XML as the web serves it, and never fails: a lone &lt; is text, what is cut off ends with the document, comments and
/// instructions are passed over. It makes no strings, which is what makes feeds fast.
/// </summary>
internal sealed class MarkupReader(string document)
{
    private int _at;

    public MarkupKind Kind { get; private set; }

    /// <summary>Where the token stands.</summary>
    public Slice Token { get; private set; }

    /// <summary>A tag's name with its prefix.</summary>
    public Slice Name { get; private set; }

    /// <summary>A start tag's attributes as they are written.</summary>
    public Slice Attributes { get; private set; }

    /// <summary>What a text or CDATA section holds.</summary>
    public Slice Content { get; private set; }

    /// <summary>Whether the document ended within the token.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Entities that the document declares for itself; null for nearly all.</summary>
    public IReadOnlyDictionary<string, string>? Entities { get; private set; }

    public bool Read()
    {
        while (_at < document.Length)
        {
            var start = _at;
            if (document[start] != '<' || !IsMarkup(start))
            {
                ReadText(start);
                return true;
            }

            switch (document[start + 1])
            {
                case '?':
                    _at = After("?>", start + 2);
                    break;
                case '!' when At(start, "<!--"):
                    _at = After("-->", start + 4);
                    break;
                case '!' when At(start, "<![CDATA["):
                    ReadCData(start);
                    return true;
                case '!':
                    (_at, Entities) = DocumentType.Skip(document, start);
                    break;
                default:
                    ReadTag(start);
                    return true;
            }
        }

        return false;
    }

    /// <summary>Goes on reading elsewhere.</summary>
    public void MoveTo(int position) => _at = position;

    private void ReadText(int start)
    {
        var end = start + 1;
        while (true)
        {
            var next = document.AsSpan(end).IndexOf('<');
            end = next < 0 ? document.Length : end + next;
            if (end == document.Length || IsMarkup(end))
                break;
            end++;
        }

        Set(MarkupKind.Text, start, end, new Slice(start, end));
    }

    private void ReadCData(int start)
    {
        var found = document.AsSpan(start + 9).IndexOf("]]>");
        WasCut = found < 0;
        var end = found < 0 ? document.Length : start + 9 + found;
        Set(MarkupKind.CData, start, Math.Min(document.Length, end + 3), new Slice(start + 9, end));
    }

    private void ReadTag(int start)
    {
        var closes = document[start + 1] == '/';
        var nameStart = start + (closes ? 2 : 1);
        var nameEnd = nameStart;
        while (nameEnd < document.Length && !char.IsWhiteSpace(document[nameEnd]) && document[nameEnd] is not ('>' or '/' or '<'))
            nameEnd++;

        var end = TagEnd.Find(document, nameEnd);
        WasCut = end < 0;
        var close = end < 0 ? document.Length : end;
        var isEmpty = !closes && close > nameEnd && document[close - 1] == '/';
        Name = new Slice(nameStart, nameEnd);
        Attributes = closes ? default : new Slice(nameEnd, isEmpty ? close - 1 : close);
        Set(
            closes ? MarkupKind.End
                : isEmpty ? MarkupKind.Empty
                : MarkupKind.Start,
            start,
            end < 0 ? close : close + 1,
            default
        );
    }

    private void Set(MarkupKind kind, int start, int end, Slice content)
    {
        Kind = kind;
        Token = new Slice(start, end);
        Content = content;
        _at = end;
    }

    // What begins a tag, a declaration or an instruction; "a < b" and "<3" do not.
    private bool IsMarkup(int at)
    {
        if (at + 1 >= document.Length)
            return false;
        var next = document[at + 1];
        return next == '/' ? at + 2 < document.Length && BeginsName(document[at + 2]) : next is '!' or '?' || BeginsName(next);
    }

    private static bool BeginsName(char c) => char.IsAsciiLetter(c) || c is '_' or ':' || (c > '\u007F' && char.IsLetter(c));

    private bool At(int position, string text) => document.AsSpan(position).StartsWith(text, StringComparison.Ordinal);

    private int After(string text, int from)
    {
        var found = from > document.Length ? -1 : document.AsSpan(from).IndexOf(text);
        return found < 0 ? document.Length : from + found + text.Length;
    }
}
