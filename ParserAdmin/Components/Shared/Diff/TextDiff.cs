namespace ParserAdmin.Components.Shared.Diff;

/// <summary>Compares two texts line by line.</summary>
public static class TextDiff
{
    /// <summary>
    /// Lines in the middle that differ, old times new: beyond it the whole middle counts as replaced, so that no text costs more than a
    /// moment.
    /// </summary>
    private const int MaximumCells = 1_000_000;

    /// <summary>All lines of both, each once, in order.</summary>
    public static IReadOnlyList<TextLine> Between(string? before, string? after)
    {
        var old = Lines(before);
        var now = Lines(after);
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;

        var lines = new List<TextLine>(now.Length);
        for (var line = 0; line < start; line++)
            lines.Add(new TextLine(line + 1, line + 1, now[line]));
        Middle(old[start..^end], now[start..^end], start, lines);
        for (var left = end; left > 0; left--)
            lines.Add(new TextLine(old.Length - left + 1, now.Length - left + 1, now[^left]));
        return lines;
    }

    /// <summary>
    /// The changed lines with <paramref name="context"/> unchanged ones around them; null stands where lines were left out.
    /// </summary>
    public static IReadOnlyList<TextLine?> Excerpt(IReadOnlyList<TextLine> lines, int context = 3)
    {
        var shown = new List<TextLine?>();
        for (var line = 0; line < lines.Count; line++)
        {
            var near = Enumerable
                .Range(line - context, (2 * context) + 1)
                .Any(other => other >= 0 && other < lines.Count && lines[other].Kind != DiffKind.Same);
            if (near)
                shown.Add(lines[line]);
            else if (shown.Count == 0 || shown[^1] is not null)
                shown.Add(null);
        }

        return shown;
    }

    private static string[] Lines(string? text) => text is null ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static void Middle(string[] old, string[] now, int offset, List<TextLine> lines)
    {
        var common = (long)old.Length * now.Length <= MaximumCells ? Common(old, now) : null;
        int i = 0,
            j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (common is not null && i < old.Length && j < now.Length && old[i] == now[j])
                lines.Add(new TextLine(offset + ++i, offset + ++j, now[j - 1]));
            else if (i < old.Length && (common is null || j == now.Length || common[i + 1, j] >= common[i, j + 1]))
                lines.Add(new TextLine(offset + ++i, null, old[i - 1]));
            else
                lines.Add(new TextLine(null, offset + ++j, now[j - 1]));
        }
    }

    /// <summary>Length of the longest common subsequence of each pair of tails.</summary>
    private static int[,] Common(string[] old, string[] now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }
}
