namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>The brackets of YAML's short form, <c>{ a: [b] }</c>, outside of quotes.</summary>
internal static class FlowBrackets
{
    /// <summary>How many more are opened on the line than closed; below zero where it closes too many.</summary>
    public static int Depth(string line) => Of(line).Sum(bracket => bracket.Char is '{' or '[' ? 1 : -1);

    /// <summary>The brackets in their order, with their columns from 1.</summary>
    public static IEnumerable<(char Char, int Column)> Of(string line)
    {
        var quote = '\0';
        for (var at = 0; at < line.Length; at++)
        {
            var c = line[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && (at == 0 || line[at - 1] is ' ' or '{' or '[' or ','))
            {
                quote = c;
            }
            else if (c == '#' && (at == 0 || line[at - 1] == ' '))
            {
                yield break;
            }
            else if (c is '{' or '[' or '}' or ']')
            {
                yield return (c, at + 1);
            }
        }
    }

    /// <summary>The column, from 1, of a quote that begins a text and is not closed on the line; null where there is none.</summary>
    public static int? OpenQuote(string line)
    {
        int? open = null;
        for (var at = 0; at < line.Length; at++)
        {
            open = open is { } begun
                ? line[at] == line[begun - 1]
                    ? null
                    : open
                : line[at] is '"' or '\'' && line[..at].TrimEnd() is [.., ':' or ',' or '[' or '{' or '-']
                    ? at + 1
                    : null;
        }

        return open;
    }

    /// <summary>
    /// The first line's bracket that its own line does not close, or the one that closes too much; null where all is even.
    /// </summary>
    public static (int Column, string Message)? Uneven(string line)
    {
        var open = new Stack<(char Char, int Column)>();
        foreach (var bracket in Of(line))
        {
            if (bracket.Char is '{' or '[')
            {
                open.Push(bracket);
            }
            else if (!open.TryPop(out var first))
            {
                return (bracket.Column, $"this '{bracket.Char}' closes nothing; remove it, or quote the text that it belongs to");
            }
            else if (Closing(first.Char) != bracket.Char)
            {
                return (
                    bracket.Column,
                    $"the '{first.Char}' in column {first.Column} is not closed; put a '{Closing(first.Char)}' before this '{bracket.Char}'"
                );
            }
        }

        return open.TryPeek(out var last) ? (last.Column, $"this '{last.Char}' is not closed; add a '{Closing(last.Char)}'") : null;
    }

    private static char Closing(char open) => open == '{' ? '}' : ']';
}
