using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Xml;

/// <summary>
/// Makes a tree for CSS selectors out of XML, as broken as it may be: an end without a beginning is passed over, what is left open is
/// closed, undeclared entities are read as HTML's.
/// </summary>
internal static class XmlTree
{
    /// <summary>Levels of nesting.</summary>
    public const int MaxDepth = 512;

    private const int MaxElements = 2_000_000;

    /// <returns>An element that stands above the root.</returns>
    /// <exception cref="ExtractionException">The text holds no element, or more than the limits allow.</exception>
    public static IElement Parse(string text, CancellationToken cancellationToken)
    {
        var document = new HtmlParser().ParseDocument("");
        var top = document.CreateElement("", "document");
        var scope = new XmlScope(null, "", "");
        var open = new Stack<(INode Element, XmlScope Scope)>([(top, scope)]);
        var reader = new MarkupReader(text);
        var elements = 0;
        while (reader.Read())
        {
            var (parent, outer) = open.Peek();
            switch (reader.Kind)
            {
                case MarkupKind.Start or MarkupKind.Empty:
                    if (++elements > MaxElements || open.Count > MaxDepth)
                    {
                        throw new ExtractionException(
                            $"the XML has more than {MaxElements:N0} elements or nests deeper than {MaxDepth}; it is built to exhaust "
                                + $"parsers"
                        );
                    }

                    cancellationToken.ThrowIfCancellationRequested();
                    var inner = XmlScope.Read(text, reader.Attributes, outer);
                    var element = Element(document, text, reader, inner);
                    parent.AppendChild(element);
                    if (reader.Kind == MarkupKind.Start)
                        open.Push((element, inner));
                    break;
                case MarkupKind.End:
                    Close(open, reader.Name.In(text).ToString());
                    break;
                default:
                    var content = reader.Content.In(text);
                    if (open.Count > 1)
                    {
                        parent.AppendChild(
                            document.CreateTextNode(
                                reader.Kind == MarkupKind.CData ? content.ToString() : MarkupEntities.Decode(content, reader.Entities)
                            )
                        );
                    }

                    break;
            }
        }

        return elements > 0
            ? top
            : throw new ExtractionException("the answer holds no XML element; check the address, or choose another 'response'");
    }

    private static IElement Element(IHtmlDocument document, string text, MarkupReader reader, XmlScope scope)
    {
        var name = reader.Name.In(text).ToString();
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var space = scope.Find(colon < 0 ? "" : name[..colon]);
        IElement element;
        try
        {
            // A prefix that nobody declared is no reason to lose the element.
            element =
                space.Length == 0
                    ? document.CreateElement("", colon < 0 ? name : name[(colon + 1)..])
                    : document.CreateElement(space, name);
        }
        catch (DomException)
        {
            element = document.CreateElement("", "unnamed");
        }

        foreach (var attribute in MarkupAttributes.All(text, reader.Attributes))
        {
            // As a plain name: "xlink:href" is what a definition says too.
            element.SetOwnAttribute(attribute.Name.In(text).ToString(), MarkupEntities.Decode(attribute.Value.In(text), reader.Entities));
        }

        return element;
    }

    private static void SetOwnAttribute(this IElement element, string name, string value)
    {
        try
        {
            element.SetAttribute(name, value);
        }
        catch (DomException)
        {
            // No name that a selector could ask for.
        }
    }

    private static void Close(Stack<(INode Element, XmlScope Scope)> open, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var local = name[(colon + 1)..];
        var depth = 0;
        foreach (var (node, _) in open)
        {
            if (node is IElement element && element.LocalName.Equals(local, StringComparison.OrdinalIgnoreCase))
                break;
            depth++;
        }

        // The one above the root stays open; an end that has no beginning closes nothing.
        if (depth < open.Count - 1)
        {
            for (; depth >= 0; depth--)
                open.Pop();
        }
    }
}
