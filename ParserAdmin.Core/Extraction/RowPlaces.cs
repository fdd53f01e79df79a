using AngleSharp.Dom;
using Newtonsoft.Json.Linq;
using ParserAdmin.Core.Extraction.Feeds;
using ParserAdmin.Core.Extraction.Json;
using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction;

/// <summary>
/// Finds where rows stand in the text that they were read from, for a person to see. Best effort: null where it cannot be told.
/// </summary>
public static class RowPlaces
{
    /// <param name="rows">As a trace was told of them, in the page's order.</param>
    public static IReadOnlyList<TextPlace?> Find(string text, IReadOnlyList<object> rows) =>
        rows switch
        {
            [JToken, ..] => new JsonPlaces(text).Find([.. rows.Cast<JToken>()]),
            [IElement { SourceReference: not null }, ..] => MarkupPlaces.Of(
                text,
                [.. rows.Cast<IElement>().Select(row => Start(text, row))]
            ),
            [IElement, ..] => MarkupPlaces.Of(text, XmlStarts(text, [.. rows.Cast<IElement>()])),
            [FeedEntry, ..] => MarkupPlaces.Of(text, MarkupPlaces.Starts(text, FeedRoots.IsEntry)),
            _ => new TextPlace?[rows.Count],
        };

    private static int Start(string text, IElement row)
    {
        var at = (row.SourceReference?.Position.Position ?? 0) - 1;
        return at >= 0 && at < text.Length && text[at] == '<' ? at : -1;
    }

    /// <summary>The tree has an element for each tag that begins one, in their order.</summary>
    private static List<int> XmlStarts(string text, List<IElement> rows)
    {
        var top = (INode)rows[0];
        while (top.Parent is { } parent)
            top = parent;
        var numbers = new Dictionary<INode, int>();
        var pending = new Stack<INode>([top]);
        while (pending.TryPop(out var node))
        {
            if (node is IElement && node != top)
                numbers[node] = numbers.Count;
            for (var i = node.ChildNodes.Length - 1; i >= 0; i--)
                pending.Push(node.ChildNodes[i]);
        }

        var starts = MarkupPlaces.Starts(text, _ => true);
        return [.. rows.Select(row => numbers.TryGetValue(row, out var number) && number < starts.Count ? starts[number] : -1)];
    }
}
