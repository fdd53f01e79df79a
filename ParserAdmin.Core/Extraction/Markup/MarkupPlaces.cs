namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>From where an element begins to where it ends, in the text.</summary>
internal static class MarkupPlaces
{
    private static readonly HashSet<string> Void = new(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <param name="starts">Where the elements begin; -1 for one that is not known.</param>
    public static TextPlace?[] Of(string text, IReadOnlyList<int> starts) =>
        [
            .. starts.Select(
                (start, index) => start < 0 ? (TextPlace?)null : Place(text, start, index + 1 < starts.Count ? starts[index + 1] : -1)
            ),
        ];

    /// <summary>Where each element begins whose name is wanted.</summary>
    public static List<int> Starts(string text, Func<string, bool> wanted)
    {
        var starts = new List<int>();
        var reader = new MarkupReader(text);
        while (reader.Read())
        {
            if (reader.Kind is MarkupKind.Start or MarkupKind.Empty && wanted(reader.Name.In(text).ToString()))
                starts.Add(reader.Token.Start);
        }

        return starts;
    }

    private static TextPlace Place(string text, int start, int next)
    {
        var reader = new MarkupReader(text);
        reader.MoveTo(start);
        if (!reader.Read() || reader.Kind != MarkupKind.Start || Void.Contains(reader.Name.In(text).ToString()))
            return new TextPlace(start, Math.Max(1, reader.Token.End - start));
        var (name, tag, depth, open, parentEnd) = (reader.Name.In(text).ToString(), reader.Token.End, 1, 1, -1);
        while (reader.Read())
        {
            var found = reader.Name.In(text);
            if (reader.Kind is not (MarkupKind.Start or MarkupKind.End) || Void.Contains(found.ToString()))
                continue;
            var step = reader.Kind == MarkupKind.Start ? 1 : -1;
            open += step;
            if (open == 0 && parentEnd < 0)
                parentEnd = reader.Token.Start;
            if (found.Equals(name, StringComparison.OrdinalIgnoreCase) && (depth += step) == 0)
                return new TextPlace(start, reader.Token.End - start);
        }

        // Never closed, as <li> and <tr> may be: up to the next row, else to where its parent ends, else its tag.
        return new TextPlace(
            start,
            (
                next > start ? next
                : parentEnd > 0 ? parentEnd
                : tag
            ) - start
        );
    }
}
