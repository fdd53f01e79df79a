using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Feeds;

/// <summary>One pass over the feed: notes where the elements of each entry stand. There is no tree.</summary>
internal sealed class FeedScanner(string document, CancellationToken cancellationToken)
{
    private const int MaxDepth = 64;
    private const int MaxElements = 1_000_000;

    private readonly MarkupReader _reader = new(document);
    private readonly OpaqueText _texts = new(document);
    private readonly FeedNamespaces _names = new();
    private readonly List<FeedElement> _head = [];
    private readonly List<FeedElement> _entry = [];
    private readonly List<FeedEntry> _entries = [];
    private readonly List<int> _open = [];
    private Slice _entryAttributes;
    private Slice _rootAttributes;
    private Uri? _base;
    private Uri? _entryBase;
    private bool _inEntry;
    private int _elements;

    /// <summary>Null when the document has no root of a feed.</summary>
    public FeedDocument? Scan()
    {
        if (!FindRoot())
            return null;
        while (_reader.Read())
        {
            switch (_reader.Kind)
            {
                case MarkupKind.Start or MarkupKind.Empty when !_reader.WasCut:
                    Begin();
                    break;
                case MarkupKind.End:
                    End(_names.Name(_reader.Name.In(document)));
                    break;
            }
        }

        return new FeedDocument(new FeedEntry(document, [.. _head], _rootAttributes, _names.IsAtom, _reader.Entities), _entries);
    }

    private List<FeedElement> Current => _inEntry ? _entry : _head;

    private bool FindRoot()
    {
        while (_reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_reader.Kind is not (MarkupKind.Start or MarkupKind.Empty))
                continue;
            _names.Declare(document, _reader.Attributes);
            var name = _names.Name(_reader.Name.In(document));
            var local = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (FeedRoots.IsRoot(local))
            {
                _names.IsAtom = local.Equals("feed", StringComparison.OrdinalIgnoreCase);
                _rootAttributes = _reader.Attributes;
                _base = Base(_reader.Attributes, null);
                return true;
            }
        }

        return false;
    }

    private void Begin()
    {
        if (++_elements > MaxElements)
            throw new ExtractionException($"the feed has more than {MaxElements:N0} elements; it is built to exhaust parsers");
        _names.Declare(document, _reader.Attributes);
        var name = _names.Name(_reader.Name.In(document));
        if (FeedRoots.IsEntry(name))
        {
            // An entry that was never closed ends where the next begins.
            EndEntry();
            BeginEntry();
        }
        else if (_open.Count == 0 && !_inEntry && FeedRoots.IsRoot(name))
        {
            _base = Base(_reader.Attributes, _base);
        }
        else if (_open.Count < MaxDepth)
        {
            Note(name);
        }
    }

    private void BeginEntry()
    {
        cancellationToken.ThrowIfCancellationRequested();
        _inEntry = true;
        _open.Clear();
        _entry.Clear();
        _entryAttributes = _reader.Attributes;
        _entryBase = Base(_reader.Attributes, _base);
        if (_reader.Kind == MarkupKind.Empty)
            EndEntry();
    }

    private void Note(string name)
    {
        var outer =
            _open.Count > 0 ? Current[_open[^1]].Base
            : _inEntry ? _entryBase
            : _base;
        var start = _reader.Token.End;
        var element = new FeedElement(Own(name), _open.Count, _reader.Attributes, new Slice(start, start), Base(_reader.Attributes, outer));
        if (_reader.Kind == MarkupKind.Empty)
        {
            Current.Add(element);
        }
        else if (FeedRoots.HoldsText(element.Name))
        {
            var (content, next) = _texts.Find(start, _reader.Name.In(document));
            Current.Add(element with { Content = content });
            _reader.MoveTo(next);
        }
        else
        {
            _open.Add(Current.Count);
            Current.Add(element);
        }
    }

    // <encoded xmlns="http://purl.org/rss/1.0/modules/content/"> is content:encoded.
    private string Own(string name)
    {
        if (
            name.Contains(':', StringComparison.Ordinal)
            || MarkupAttributes.Find(document, _reader.Attributes, "xmlns") is not { } space
            || FeedNamespaces.Find(space) is not { Length: > 0 } prefix
            || (prefix == "atom" && _names.IsAtom)
        )
        {
            return name;
        }

        return $"{prefix}:{name}";
    }

    private void End(string name)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (SameName(Current[_open[i]].Name, name))
            {
                Close(i);
                return;
            }
        }

        if (FeedRoots.IsEntry(name) || (_inEntry && FeedRoots.IsRoot(name)))
        {
            EndEntry();
        }
        else if (_open.Count > 0 && _open[^1] == Current.Count - 1)
        {
            // <language>en</langauge>: a misspelt end right after the text.
            Close(_open.Count - 1);
        }
    }

    // What was left open within ends with it.
    private void Close(int from)
    {
        foreach (var at in _open[from..])
            Current[at] = Current[at] with { Content = new Slice(Current[at].Content.Start, _reader.Token.Start) };

        _open.RemoveRange(from, _open.Count - from);
    }

    private static bool SameName(string open, string end) =>
        open.Equals(end, StringComparison.OrdinalIgnoreCase)
        || (open.Length > end.Length && open[^(end.Length + 1)] == ':' && open.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private void EndEntry()
    {
        if (_inEntry)
            _entries.Add(new FeedEntry(document, [.. _entry], _entryAttributes, _names.IsAtom, _reader.Entities));
        _inEntry = false;
        _open.Clear();
    }

    private Uri? Base(Slice attributes, Uri? outer)
    {
        if (MarkupAttributes.Find(document, attributes, "xml:base") is not { Length: > 0 } given)
            return outer;
        // "http://example.org" + "img" + "icon.png": a base names a folder where it has no slash, as feeds in the wild mean it.
        return outer is null ? WebAddress.Parse(given) : WebAddress.Resolve(outer, given) ?? outer;
    }
}
