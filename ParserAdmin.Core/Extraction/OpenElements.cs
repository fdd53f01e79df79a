using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace ParserAdmin.Core.Extraction;

/// <summary>
/// Counts how deep a page nests while it is read. AngleSharp looks at each open element for each new one: 100,000 nested tags cost it a
/// minute. It caps the depth of the tree that it makes, but not that work.
/// </summary>
internal sealed class OpenElements
{
    /// <summary>Browsers nest 512 deep; a page that was never meant to harm stays far below.</summary>
    public const int Limit = 2_000;

    // Elements without an end, or whose end is implied by what follows.
    private static readonly HashSet<string> Uncounted = new(StringComparer.OrdinalIgnoreCase)
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "body",
        "head",
        "html",
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "optgroup",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "rp",
        "rt",
    };

    private readonly Stack<string> _open = new();
    private readonly Dictionary<string, int> _count = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ExtractionException">The page nests deeper than <see cref="Limit"/>.</exception>
    public void Watch(HtmlTagToken tag)
    {
        var name = tag.Name.ToString();
        if (tag.IsSelfClosing || Uncounted.Contains(name))
            return;
        if (tag.Type == HtmlTokenType.EndTag)
        {
            Close(name);
            return;
        }

        _open.Push(name);
        _count[name] = _count.GetValueOrDefault(name) + 1;
        if (_open.Count > Limit)
            throw new ExtractionException($"the page nests more than {Limit} elements; it is broken or built to exhaust parsers");
    }

    // An end closes what was left open inside; one without a beginning closes nothing.
    private void Close(string name)
    {
        if (_count.GetValueOrDefault(name) == 0)
            return;
        string closed;
        do
        {
            closed = _open.Pop();
            _count[closed]--;
        } while (!closed.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
