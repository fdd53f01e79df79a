namespace ParserAdmin.Components.Shared.Logs;

/// <summary>Cuts a text at the places where what is looked for stands, whatever its case.</summary>
public static class FoundText
{
    /// <summary>The text in parts, in order; together they are the text.</summary>
    public static IEnumerable<(string Text, bool Found)> Parts(string text, string find)
    {
        if (find.Length == 0)
        {
            yield return (text, false);
            yield break;
        }

        var from = 0;
        for (var at = IndexOf(0); at >= 0; at = IndexOf(from))
        {
            if (at > from)
                yield return (text[from..at], false);
            yield return (text.Substring(at, find.Length), true);
            from = at + find.Length;
        }

        if (from < text.Length)
            yield return (text[from..], false);

        int IndexOf(int start) => text.IndexOf(find, start, StringComparison.OrdinalIgnoreCase);
    }

    public static bool IsIn(string? text, string find) => text?.Contains(find, StringComparison.OrdinalIgnoreCase) == true;
}
