namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>
/// A place in the document: its node, its name and where to report. Every As… method answers null after it reported why;
/// a broken node is reported already and stays silent.
/// </summary>
internal sealed class Cursor(DefinitionNode node, string path, DefinitionErrors errors)
{
    public DefinitionNode Node => node;

    public string Path => path;

    public DefinitionErrors Errors => errors;

    public void Fail(string message) => errors.Add(node, path, message);

    public Cursor At(DefinitionNode inner, string name) =>
        new(inner, name.StartsWith('[') || path.Length == 0 ? path + name : $"{path}.{name}", errors);

    /// <summary>The mapping with only known keys; the unknown ones are reported.</summary>
    /// <param name="inner">Keys of the mappings within: one of them here is indented too little.</param>
    public MapCursor? AsMap(IReadOnlyList<string> known, IReadOnlyList<string>? inner = null)
    {
        if (AsEntries() is not { } entries)
        {
            return null;
        }

        foreach (var entry in entries)
        {
            if (!known.Contains(entry.Key.Value, StringComparer.Ordinal))
            {
                var hint = inner?.Contains(entry.Key.Value, StringComparer.Ordinal) == true ? "; it belongs to one of the keys above it: indent it further" : NearestWord.Hint(entry.Key.Value, known);
                errors.Add(entry.Key, entry.Value.Path, $"unknown key '{entry.Key.Value}'{hint}");
            }
        }

        return new MapCursor(this, entries);
    }

    /// <summary>The entries of a mapping with free keys.</summary>
    public IReadOnlyList<CursorEntry>? AsEntries()
    {
        if (node is MapNode map)
        {
            return [.. map.Entries.Select(entry => new CursorEntry(entry.Key, At(entry.Value, entry.Key.Value)))];
        }

        WrongType("a mapping (key: value)");
        return null;
    }

    public IReadOnlyList<Cursor>? AsList()
    {
        if (node is ListNode list)
        {
            return [.. list.Items.Select((item, index) => At(item, $"[{index}]"))];
        }

        WrongType("a list ([a, b] or lines that begin with '- ')");
        return null;
    }

    /// <summary>Any scalar but null as it is written: a number is text too.</summary>
    public string? AsText()
    {
        if (node is ScalarNode { IsNull: false } scalar)
        {
            return scalar.Value;
        }

        WrongType("text");
        return null;
    }

    /// <summary>Text that is not blank.</summary>
    public string? AsFilledText()
    {
        if (AsText() is not { } text)
        {
            return null;
        }

        if (!string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Fail("is blank; write a value or remove the key");
        return null;
    }

    public void WrongType(string expected)
    {
        if (node is not BrokenNode)
        {
            Fail($"must be {expected}, but is {node.Description}");
        }
    }
}
