using System.Net;
using ParserAdmin.Core.Extraction.Text;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Text out of pieces of markup, such as an attribute that holds HTML.</summary>
internal static class HtmlText
{
    private static readonly CompiledSelector Unseen = new("script, style, template, noscript");

    public static string StripTags(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
        {
            return text;
        }

        using var document = HtmlParsing.Parse("<!doctype html><body>" + text, CancellationToken.None);
        foreach (var element in Unseen.All(document))
        {
            element.Remove();
        }

        return Whitespace.Collapse(document.Body?.TextContent ?? "");
    }

    public static string Decode(string text) => WebUtility.HtmlDecode(text);
}
