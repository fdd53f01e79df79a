using System.Text.RegularExpressions;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>Finds the line that is indented otherwise than the keys beside it: the parser only tells that it gave up.</summary>
internal sealed partial class IndentAdvice(IReadOnlyList<string> lines)
{
    private sealed record Key(int Line, int Indent, string Name, bool Opens);

    private sealed class Level
    {
        public required Key First { get; init; }

        public required Key Last { get; set; }
    }

    private readonly Stack<Level> _levels = new();

    // The level that the line before has left: where the next one goes back to it, that line is the odd one.
    private Level? _left;

    /// <param name="lines">The whole document.</param>
    /// <param name="until">The line where the parser gave up, from 1.</param>
    /// <returns>Null where the keys stand as they should.</returns>
    public static (int Line, int Column, string Message)? Of(IReadOnlyList<string> lines, int until)
    {
        var advice = new IndentAdvice(lines);
        var flow = 0;
        int? block = null;
        for (var at = 1; at <= Math.Min(until, lines.Count); at++)
        {
            var line = lines[at - 1].TrimEnd();
            var indent = line.Length - line.TrimStart(' ').Length;
            if (line.Length == indent || line[indent] == '#' || indent > block)
                continue;
            var isContinued = flow > 0;
            block = Block().IsMatch(line) ? indent : null;
            flow += FlowBrackets.Depth(line);
            if (
                !isContinued
                && Line().Match(line) is { Success: true } key
                && advice.Odd(new Key(at, indent, key.Groups[1].Value, key.Groups[2].Length == 0)) is { } odd
            )
            {
                return odd;
            }
        }

        return null;
    }

    private (int Line, int Column, string Message)? Odd(Key key)
    {
        var left = _left;
        _left = null;
        while (_levels.Count > 1 && _levels.Peek().First.Indent > key.Indent)
            _left = _levels.Pop();

        if (_levels.Count == 0 || (key.Indent > _levels.Peek().First.Indent && _levels.Peek().Last.Opens && _left is null))
        {
            _levels.Push(new Level { First = key, Last = key });
            return null;
        }

        var level = _levels.Peek();
        if (level.First.Indent == key.Indent)
        {
            // The key above holds nothing, and this one is what it should hold.
            if (
                _left is null
                && level.Last.Opens
                && DefinitionKeys.MayHold(level.Last.Name, key.Name)
                && !DefinitionKeys.AreBeside(level.Last.Name, key.Name)
            )
            {
                return (
                    key.Line,
                    key.Indent + 1,
                    $"'{key.Name}' belongs to '{level.Last.Name}' in line {level.Last.Line}: indent this line further than that one"
                );
            }

            level.Last = key;
            return null;
        }

        if (_left is null)
        {
            return left?.First.Indent == key.Indent && !DefinitionKeys.AreBeside(level.Last.Name, key.Name)
                ? Say(level.Last, key)
                : Say(key, level.Last);
        }

        // Between two levels: the one that is not as far in as the others of the document is the odd one.
        var isAlone = _left.First == _left.Last && _left.First.Indent - level.First.Indent != 2 && key.Indent - level.First.Indent == 2;
        return isAlone ? Say(_left.First, key) : Say(key, IsOfTheOuter(key, _left.First, level.First) ? level.Last : _left.Last);
    }

    // By the names of the keys, by the line below, or by the distance.
    private bool IsOfTheOuter(Key key, Key inner, Key outer)
    {
        var isBesideOuter = DefinitionKeys.AreBeside(key.Name, outer.Name);
        if (isBesideOuter != DefinitionKeys.AreBeside(key.Name, inner.Name))
            return isBesideOuter;
        var below = lines.Skip(key.Line).FirstOrDefault(line => line.TrimStart() is { Length: > 0 } text && text[0] != '#');
        var next = below is null || key.Opens ? -1 : below.Length - below.TrimStart(' ').Length;
        return next == outer.Indent || (next != inner.Indent && inner.Indent - key.Indent > key.Indent - outer.Indent);
    }

    private static (int, int, string) Say(Key odd, Key beside) =>
        (
            odd.Line,
            odd.Indent + 1,
            $"'{odd.Name}' is indented by {Spaces(odd.Indent)}, but '{beside.Name}' in line {beside.Line} by {Spaces(beside.Indent)}: "
                + $"indent this line as the keys beside it"
        );

    private static string Spaces(int count) =>
        count == 0 ? "none"
        : count == 1 ? "1 space"
        : $"{count} spaces";

    // A key, or an entry of a list that begins with one.
    [GeneratedRegex("""^ *(?!- )["']?([^\s"'{\[,][^"'{\[,:]*)["']?:(?:\s+(.*))?$""")]
    private static partial Regex Line();

    // A text of several lines: what follows further in is no key.
    [GeneratedRegex(@":\s+[|>][+-]?\d?\s*$")]
    private static partial Regex Block();
}
