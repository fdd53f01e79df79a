using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>Texts that YAML reads as something else unless they stand in quotes, found on the line where it stumbled.</summary>
internal static partial class QuoteAdvice
{
    /// <summary>The place in the line, from 1, and what to write; null where nothing of the kind stands there.</summary>
    public static (int Column, string Message)? Of(string line)
    {
        if (Setting(line) is { } setting)
            return setting;
        if (Star().Match(line) is { Success: true } star)
            return (star.Groups[1].Index + 1, StarMessage(star.Groups[2].Value.Trim()));
        if (AfterQuote().Match(line) is { Success: true } after)
        {
            return (
                after.Groups[1].Index + 1,
                "there is more text after the closing quote; quote the whole, and inside of it use the other quotes: \"Bob's\", 'a \"b\"'"
            );
        }

        if (Combinator().Match(line) is { Success: true } combinator)
        {
            return (
                combinator.Groups[1].Index + 1,
                $"a text cannot begin with '{combinator.Groups[1].Value[0]}'; quote "
                    + $"it{(combinator.Groups[1].Value[0] == '>' ? $", and begin a selector with ':scope': {FormAdvice.InQuotes($":scope {combinator.Groups[1].Value.TrimEnd()}")}" : "")}"
            );
        }

        // On a line of its own such a text is fine.
        if (Bracket().Match(line) is { Success: true } bracket && FlowBrackets.Depth(line[..bracket.Groups[1].Index]) > 0)
        {
            return (
                bracket.Groups[1].Index + 1,
                $"a text that holds a bracket needs quotes here: {FormAdvice.InQuotes(bracket.Groups[1].Value.Trim())}"
            );
        }

        return null;
    }

    /// <summary>A <c>{{ … }}</c> that no quotes surround.</summary>
    public static (int Column, string Message)? Setting(string line)
    {
        if (UnquotedSetting().Match(line) is not { Success: true } found)
            return null;
        // Within { … } a value ends at the next comma, on a line of its own at the end.
        var value = found.Groups[1];
        var isFlow = FlowBrackets.Of(line[..value.Index]).Any();
        var rest = line[value.Index..].TrimEnd();
        return (value.Index + 1, $"braces are a mapping to YAML; quote it: {FormAdvice.InQuotes(isFlow ? value.Value : rest)}");
    }

    public static string StarMessage(string value) =>
        $"a star alone is a mark of YAML's own; quote the star: \"*\"{(value.Length > 0 ? $": {value}" : "")}";

    /// <summary>The message for a star that was read as an alias, with its value; null where it is another alias.</summary>
    public static string? Star(string line, int column) =>
        Star().Matches(line).FirstOrDefault(star => star.Groups[1].Index == column - 1) is { } found
            ? StarMessage(found.Groups[2].Value.Trim())
            : null;

    [GeneratedRegex("""[:,\[{]\s+([^"'\s{\[,:](?:[^"'{\[,:]|:(?! ))*\{\{[^}"]*\}\}|\{\{[^}"]*\}\})""")]
    private static partial Regex UnquotedSetting();

    [GeneratedRegex("""(?:^|[{,]|:(?= ))\s*(?:- )?(\*)(?![\w*])\s*:?\s*([^,}\]]*)""")]
    private static partial Regex Star();

    [GeneratedRegex("""[:,\[{]\s+(?:"[^"]*"|'[^']*')(?<=["'])\s*([^\s,\]}:#'"])""")]
    private static partial Regex AfterQuote();

    [GeneratedRegex("""[:,]\s+([>|][^\s+\d-].*|[>|]\s+\S[^}]*)$""")]
    private static partial Regex Combinator();

    [GeneratedRegex("""[:,\[]\s+([^\s"'{\[,:](?:[^"'{\[,}:]|:(?! ))*[\[{][^\]}]*[\]}][^,}"']*)""")]
    private static partial Regex Bracket();
}
