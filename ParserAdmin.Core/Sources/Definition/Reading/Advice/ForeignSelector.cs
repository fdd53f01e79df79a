using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>Selectors of other languages and libraries, and what to write here in their place.</summary>
internal static partial class ForeignSelector
{
    public static string? Advice(string text)
    {
        var trimmed = text.Trim();
        if (ResponseLanguage.IsJsonPath(trimmed))
            return "it looks like JSONPath, and this is a page of elements; write CSS, such as h2 a (or 'response: json' at the path)";
        if (
            trimmed.StartsWith("//", StringComparison.Ordinal)
            || trimmed.StartsWith("./", StringComparison.Ordinal)
            || trimmed.StartsWith('/')
        )
        {
            return "it looks like XPath; write CSS, such as div > a[href]";
        }

        if (Attribute().Match(trimmed) is { Success: true } attribute)
        {
            return $"the attribute stands apart; write selector: {FormAdvice.Quoted(attribute.Groups[1].Value)}, attribute: "
                + $"{attribute.Groups[2].Value}";
        }

        if (trimmed[0] is '\u201C' or '\u201D' or '\u201E' or '\u2018' or '\u2019')
            return "it stands in typographic quotes; write plain ones: \"…\"";
        if (trimmed[0] == '<')
            return $"an element is named without its brackets; write {FormAdvice.Quoted(trimmed.Trim('<', '>', '/'))}";
        if (trimmed.EndsWith("::text", StringComparison.Ordinal))
            return "the text is what is read unless 'attribute' is there; remove '::text'";
        return JQuery().Match(trimmed) is { Success: true } jQuery
            ? $"':{jQuery.Groups[1].Value}' is jQuery's, not CSS; "
                + $"{(jQuery.Groups[1].Value == "first" ? "the first match is taken anyway, so remove it" : "write :nth-child(2), :first-child or :last-child")}"
            : null;
    }

    [GeneratedRegex(@"^(.*?)(?:::attr\(|/?@)([\w-]+)\)?$")]
    private static partial Regex Attribute();

    [GeneratedRegex(@":(eq|first|last|gt|lt|even|odd)(?![\w-])")]
    private static partial Regex JQuery();
}
