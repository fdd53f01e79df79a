using ParserAdmin.Core.Extraction.Markup;

namespace ParserAdmin.Core.Extraction.Xml;

/// <summary>The namespace that one element declares, linked to those around it.</summary>
internal sealed record XmlScope(XmlScope? Outer, string Prefix, string Address)
{
    public string Find(string prefix)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Prefix == prefix)
                return scope.Address;
        }

        return "";
    }

    public static XmlScope Read(string text, Slice attributes, XmlScope outer)
    {
        if (!attributes.In(text).Contains("xmlns", StringComparison.Ordinal))
            return outer;
        foreach (var attribute in MarkupAttributes.All(text, attributes))
        {
            var name = attribute.Name.In(text);
            if (name is "xmlns" || name.StartsWith("xmlns:", StringComparison.Ordinal))
                outer = new XmlScope(outer, name.Length == 5 ? "" : name[6..].ToString(), attribute.Value.In(text).Trim().ToString());
        }

        return outer;
    }
}
