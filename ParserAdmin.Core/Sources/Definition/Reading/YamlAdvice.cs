using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>What a person should look at when a text is no YAML: the parser tells where it gave up, which may be lines behind the mistake.</summary>
internal static partial class YamlAdvice
{
    /// <summary>A flow mapping that lost its bracket is noticed this many lines later at most.</summary>
    private const int Lines = 12;

    /// <param name="line">Where the parser gave up, from 1.</param>
    /// <param name="message">The parser's own; null where it broke on the text.</param>
    public static (int Line, int Column, string Message) Of(string yaml, int line, int column, string? message)
    {
        var lines = yaml.Split('\n');
        var isTab = message?.Contains(" tab ", StringComparison.Ordinal) == true;
        for (var at = 1; at <= lines.Length; at++)
            if ((isTab || at == line || at == line - 1) && Tab().Match(lines[at - 1]) is { Success: true } tab)
                return (at, tab.Groups[1].Index + 1, "not valid YAML: a tab stands here; YAML indents with spaces only: put spaces in its place");
        for (var at = Math.Min(line, lines.Length); at >= Math.Max(1, line - Lines); at--)
            if (Comment().Match(lines[at - 1]) is { Success: true } comment)
                return (at, comment.Groups[1].Index + 1, $"a '#' after a space begins a comment, so the rest of this line is lost; quote the text, such as \"{comment.Groups[1].Value}\"");
        if (message is null)
            return (line, column, "not valid YAML from this line on; check escapes such as \\u and \\U in double quotes");
        if (message.Contains("apping values are not allowed", StringComparison.Ordinal) || message.Contains("invalid mapping", StringComparison.Ordinal))
            return (line, column, "there is a ': ' where no value can have one; quote a text that holds ': ', or indent this line as the keys beside it");
        if (message.Contains("cannot start any token", StringComparison.Ordinal))
            return (line, column, "a text cannot begin with @, % or a backtick; quote it, such as \"@title\"");
        if (message.Contains("unknown escape", StringComparison.Ordinal))
            return (line, column, "in double quotes a \\ begins an escape; write the text in single quotes, such as '(\\d+)'");
        return (line, column, $"not valid YAML: {message}; check indentation, quotes and brackets here");
    }

    [GeneratedRegex(@"^ *(\t)")]
    private static partial Regex Tab();

    // A comment that is meant has a space behind its '#'.
    [GeneratedRegex(@"[\[{,:]\s+(#[\w-]+)")]
    private static partial Regex Comment();
}
