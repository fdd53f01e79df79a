using System.Collections.Concurrent;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace ParserAdmin.Core.Extraction;

/// <summary>A CSS selector parsed once for all the rows of a page.</summary>
internal sealed class CompiledSelector
{
    // More than all definitions hold; the studio makes a new one with every letter typed.
    private const int MostKept = 10_000;

    // A crawl asks for the same few on every page, and the parser is built anew for each.
    private static readonly ConcurrentDictionary<string, ISelector> Kept = new(StringComparer.Ordinal);

    private readonly ISelector _selector;

    public CompiledSelector(string text)
    {
        if (Kept.Count > MostKept)
            Kept.Clear();
        _selector = Kept.GetOrAdd(
            text,
            static selector =>
                new CssSelectorParser().ParseSelector(selector)
                ?? throw new ExtractionException($"bad CSS selector '{selector}'; validate the source definition")
        );
    }

    public IReadOnlyList<IElement> All(INode within)
    {
        var found = new List<IElement>();
        foreach (var element in Descendants(within))
        {
            if (_selector.Match(element, within as IElement))
                found.Add(element);
        }

        return found;
    }

    public IElement? First(INode within) => Each(within).FirstOrDefault();

    /// <summary>One after the other, for whoever stops early.</summary>
    public IEnumerable<IElement> Each(INode within) => Descendants(within).Where(element => _selector.Match(element, within as IElement));

    /// <summary>Whether the element itself or something in it matches.</summary>
    public bool MatchesWithin(IElement element) => _selector.Match(element, element) || First(element) is not null;

    // In document order and without recursion, so that depth costs no stack. Through ChildNodes, whose index is free;
    // Children counts from the first child for each one.
    private static IEnumerable<IElement> Descendants(INode within)
    {
        var pending = new Stack<INode>();
        pending.Push(within);
        while (pending.TryPop(out var node))
        {
            if (node is IElement element && node != within)
                yield return element;
            for (var i = node.ChildNodes.Length - 1; i >= 0; i--)
            {
                if (node.ChildNodes[i] is IElement child)
                    pending.Push(child);
            }
        }
    }
}
