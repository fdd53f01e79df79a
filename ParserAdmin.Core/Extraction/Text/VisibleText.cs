using System.Text;
using AngleSharp.Dom;

namespace ParserAdmin.Core.Extraction.Text;

/// <summary>The text of an element as a reader sees it: a line break where the page has one, scripts left out.</summary>
internal static class VisibleText
{
    private static readonly HashSet<string> Blocks =
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ];

    private static readonly HashSet<string> Unseen = ["script", "style", "template", "noscript"];

    /// <summary>On one line.</summary>
    public static string Of(INode node) => Whitespace.Collapse(Raw(node));

    /// <summary>With its lines, each trimmed; none of them empty.</summary>
    public static string Lines(INode node) =>
        string.Join('\n', Raw(node).Split('\u2028').Select(Whitespace.Collapse).Where(line => line.Length > 0));

    // Breaks of the page as U+2028: those of the source are mere spaces.
    private static string Raw(INode node)
    {
        if (node is { ChildNodes: [IText { Data: var only }] })
            return only;
        var text = new StringBuilder();
        foreach (var child in node.ChildNodes)
            Append(child, text);

        return text.ToString();
    }

    private static void Append(INode node, StringBuilder text)
    {
        switch (node)
        {
            case IText data:
                text.Append(data.Data);
                break;
            case IElement element when !Unseen.Contains(element.LocalName):
                var breaks = Blocks.Contains(element.LocalName);
                Break(text, breaks);
                foreach (var child in element.ChildNodes)
                    Append(child, text);

                Break(text, breaks);
                break;
        }
    }

    private static void Break(StringBuilder text, bool breaks)
    {
        if (breaks)
            text.Append('\u2028');
    }
}
