using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>Keys that stand beside the key they belong to, which is left with nothing: one mistake, and many wrong places.</summary>
internal static class OutdentedKeys
{
    /// <summary>The entries without such keys; the first of them is reported, and the key that lost them counts as reported.</summary>
    /// <param name="belongs">Whether the key named second belongs to the one named first.</param>
    public static IReadOnlyList<CursorEntry> TakeOut(IReadOnlyList<CursorEntry> entries, Cursor place, Func<string, string, bool> belongs)
    {
        var kept = new List<CursorEntry>(entries.Count);
        var isOpen = false;
        foreach (var entry in entries)
        {
            if (
                kept.LastOrDefault() is { } parent
                && (isOpen || parent.Value.Node is ScalarNode { IsNull: true, Lost: null })
                && belongs(parent.Key.Value, entry.Key.Value)
            )
            {
                if (!isOpen)
                {
                    place.Errors.Add(
                        entry.Key,
                        entry.Value.Path,
                        $"'{entry.Key.Value}' belongs to '{parent.Key.Value}' in line {parent.Key.Line}: indent this line further than "
                            + $"that one"
                    );
                    kept[^1] = parent with { Value = place.At(new BrokenNode(parent.Key.Line, parent.Key.Column), parent.Key.Value) };
                    isOpen = true;
                }

                continue;
            }

            isOpen = false;
            kept.Add(entry);
        }

        return kept;
    }
}
