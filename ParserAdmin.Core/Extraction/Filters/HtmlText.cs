using System.Net;
using ParserAdmin.Core.Extraction.Text;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Text out of pieces of markup, such as an attribute that holds HTML.</summary>
internal static class HtmlText
{
    public static string StripTags(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
            return text;
        using var document = HtmlParsing.Parse("<!doctype html><body>" + text, CancellationToken.None);
        return document.Body is { } body ? VisibleText.Of(body) : "";
    }

    public static string Decode(string text) => WebUtility.HtmlDecode(text);
}
