using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>
/// What a person should look at when a text is no YAML: the parser tells where it gave up, which may be lines behind the mistake.
/// </summary>
internal static partial class YamlAdvice
{
    /// <summary>A flow mapping that lost its bracket is noticed this many lines later at most.</summary>
    private const int Lines = 12;

    /// <param name="line">Where the parser gave up, from 1.</param>
    /// <param name="message">The parser's own; null where it broke on the text.</param>
    public static (int Line, int Column, string Message) Of(string yaml, int line, int column, string? message)
    {
        var lines = yaml.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (Tabs(lines, line, message) is { } tab)
            return tab;
        if (OddSpace.Of(lines, line) is { } odd)
            return odd;
        // It ends at the next quote of its kind, and that text is what the parser stumbles over.
        for (var at = 1; at <= Math.Min(line, lines.Length); at++)
        {
            if (FlowBrackets.OpenQuote(lines[at - 1]) is { } quote)
                return (at, quote, "not valid YAML: the quote that begins here is not closed; add another where the text ends");
        }

        for (var at = Math.Min(line, lines.Length); at >= Math.Max(1, line - Lines); at--)
        {
            if (Comment().Match(lines[at - 1]) is { Success: true } comment)
            {
                return (
                    at,
                    comment.Groups[1].Index + 1,
                    $"a '#' after a space begins a comment, so the rest of this line is lost; quote the text, such as "
                        + $"\"{comment.Groups[1].Value}\""
                );
            }
        }

        if (message?.Contains("'-' indicator", StringComparison.Ordinal) == true && ListAbove(lines, line) is { } list)
        {
            return (
                line,
                column,
                $"line {list} begins with '- ' and this one does not: the keys of a mapping have no '- ', so remove it there; the "
                    + $"entries of a list all have one"
            );
        }

        if (lines[Math.Min(line, lines.Length) - 1].StartsWith("```", StringComparison.Ordinal))
            return (line, 1, "a definition is YAML alone; remove the lines that begin with ```");
        if (message is not null && Known(message) is { } known)
            return (line, column, known);
        for (var at = Math.Min(line, lines.Length); at >= Math.Max(1, line - 1); at--)
        {
            if ((ColonAdvice.OfLine(lines[at - 1]) ?? QuoteAdvice.Of(lines[at - 1])) is { } text)
                return (at, text.Column, text.Message);
        }

        return Structure(lines, line) ?? (line, column, Other(message));
    }

    private static (int Line, int Column, string Message)? Tabs(string[] lines, int line, string? message)
    {
        var isTab = message?.Contains(" tab ", StringComparison.Ordinal) == true;
        for (var at = 1; at <= lines.Length; at++)
        {
            if ((isTab || at == line || at == line - 1) && Tab().Match(lines[at - 1]) is { Success: true } tab)
            {
                return (
                    at,
                    tab.Groups[1].Index + 1,
                    "not valid YAML: a tab stands here; YAML indents with spaces only: put spaces in its place"
                );
            }
        }

        return null;
    }

    // What the shape of the lines tells: a key without its ':', a bracket, a ': ' within a text, an indentation, a '- ' that others lack.
    private static (int Line, int Column, string Message)? Structure(string[] lines, int line)
    {
        for (var at = Math.Min(line, lines.Length); at >= Math.Max(1, line - 1); at--)
        {
            if (NoColon().Match(lines[at - 1]) is { Success: true } none)
            {
                return (
                    at,
                    none.Groups[1].Index + 1,
                    $"not valid YAML: the key '{none.Groups[1].Value}' has no ': ' behind it; write '{none.Groups[1].Value}: "
                        + $"{none.Groups[2].Value}'"
                );
            }

            if (ColonInText().Match(lines[at - 1]) is { Success: true } text)
            {
                return (
                    at,
                    text.Groups[1].Index + 1,
                    $"there is a ': ' within a text, where YAML takes it for a key; quote the text: "
                        + $"{FormAdvice.InQuotes(text.Groups[1].Value.TrimEnd())}"
                );
            }
        }

        if (lines.Length >= line && ColonInFlow().Match(lines[line - 1]) is { Success: true } colon)
        {
            return Missing().Match(colon.Groups[1].Value) is { Success: true } next && DefinitionKeys.IsKey(next.Groups[1].Value)
                ? (
                    line,
                    colon.Groups[1].Index + next.Groups[1].Index + 1,
                    $"there is no ',' before '{next.Groups[1].Value}'; put one there"
                )
                : (
                    line,
                    colon.Groups[1].Index + 1,
                    $"there is a ': ' within a text, where YAML takes it for a key; quote the text: "
                        + $"{FormAdvice.Quoted(colon.Groups[1].Value.Trim())}"
                );
        }

        if (lines.Length >= line && Adjacent().Match(lines[line - 1]) is { Success: true } adjacent)
            return (line, adjacent.Groups[1].Index + 1, "there is no ',' before this text; put one there");
        for (var at = Math.Min(line, lines.Length); at >= Math.Max(1, line - Lines); at--)
        {
            if (
                Flow().IsMatch(lines[at - 1])
                && FlowBrackets.Uneven(lines[at - 1]) is { } bracket
                && !(bracket.Column == lines[at - 1].TrimEnd().Length && at < line - 1)
            )
            {
                return (at, bracket.Column, $"not valid YAML: {bracket.Message}");
            }
        }

        return IndentAdvice.Of(lines, line);
    }

    // The entry of a list that stands just as far in as the line that has no '- '.
    private static int? ListAbove(string[] lines, int line)
    {
        var indent = lines[line - 1].Length - lines[line - 1].TrimStart(' ').Length;
        for (var at = line - 1; at >= 1; at--)
        {
            if (lines[at - 1].TrimStart(' ') is { Length: > 0 } text && lines[at - 1].Length - text.Length <= indent)
                return lines[at - 1].Length - text.Length == indent && text.StartsWith("- ", StringComparison.Ordinal) ? at : null;
        }

        return null;
    }

    private static string? Known(string message) =>
        message.Contains("sequence entries are not allowed", StringComparison.Ordinal)
            ? "a '- ' begins an entry of a list on a line of its own; remove it, or quote the text"
        : message.StartsWith("nested deeper", StringComparison.Ordinal) ? $"not valid YAML: {message}; check brackets here"
        : message.Contains("cannot start any token", StringComparison.Ordinal)
            ? "a text cannot begin with @, % or a backtick; quote it, such as \"@title\""
        : message.Contains("unknown escape", StringComparison.Ordinal)
            ? "in double quotes a \\ begins an escape; write the text in single quotes, such as '(\\d+)'"
        : null;

    private static string Other(string? message) =>
        message is null ? "not valid YAML from this line on; check escapes such as \\u and \\U in double quotes"
        : message.Contains("apping values are not allowed", StringComparison.Ordinal)
        || message.Contains("invalid mapping", StringComparison.Ordinal)
            ? "there is a ': ' where no value can have one; quote a text that holds ': ', or indent this line as the keys beside it"
        : $"not valid YAML: {message.TrimEnd('.')}; check indentation, quotes and brackets here";

    [GeneratedRegex(@"^ *(\t)")]
    private static partial Regex Tab();

    // A comment that is meant has a space behind its '#'.
    [GeneratedRegex(@"[\[{,:]\s+(#[\w-]+)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^ *([a-z][A-Za-z]*)(?: |:(?! ))([^\s:][^:]*)$")]
    private static partial Regex NoColon();

    [GeneratedRegex("""^ *(?:- )?[\w"'*.-]+: +([^\s"'{\[|>&*!#][^{\[]*: .*)$""")]
    private static partial Regex ColonInText();

    [GeneratedRegex("""[{,]\s*[\w-]+: +([^\s,{}\[\]"'][^,{}\[\]"']*: [^,{}\[\]"']*)""")]
    private static partial Regex ColonInFlow();

    [GeneratedRegex(@"^\S+ +(\w+): ")]
    private static partial Regex Missing();

    [GeneratedRegex("""["'] +(["'])""")]
    private static partial Regex Adjacent();

    [GeneratedRegex("""(?::|-) +[{\[]|^ *[{\[]|[}\]]\s*$""")]
    private static partial Regex Flow();
}
