using ParserAdmin.Core.Sources.Definition.Reading.Advice;

namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <summary>
/// A place in the document: its node, its name and where to report. Every As… method answers null after it reported why;
/// a broken node is reported already and stays silent.
/// </summary>
internal sealed class Cursor(DefinitionNode node, string path, DefinitionErrors errors)
{
    public DefinitionNode Node => node;

    public string Path => path;

    public DefinitionErrors Errors => errors;

    /// <summary>The key's name at the head of a message, which is often shown without the path; empty for the document.</summary>
    private string Subject => path.Length == 0 ? "" : $"'{path[(path.LastIndexOf('.') + 1)..]}' ";

    public void Fail(string message) => errors.Add(node, path, message);

    public Cursor At(DefinitionNode inner, string name) =>
        new(inner, name.StartsWith('[') || path.Length == 0 ? path + name : $"{path}.{name}", errors);

    /// <summary>The mapping with only known keys; the unknown ones are reported.</summary>
    /// <param name="inner">Keys of the mappings within: one of them here is indented too little.</param>
    /// <param name="elsewhere">Keys that stand in a wrong place, which is reported there: nobody needs to hear that they are missing,
    /// too.</param>
    public MapCursor? AsMap(IReadOnlyList<string> known, IReadOnlyList<string>? inner = null, IEnumerable<string>? elsewhere = null)
    {
        if (AsEntries(known) is not { } written)
            return null;
        var entries = OutdentedKeys.TakeOut(written, this, (parent, key) => !known.Contains(key) && DefinitionKeys.MayHold(parent, key));
        var meant = new HashSet<string>(elsewhere ?? []);
        foreach (var entry in entries.Where(entry => !known.Contains(entry.Key.Value, StringComparer.Ordinal)))
        {
            var advice = KeyAdvice.Of(entry.Key.Value, known, inner, [.. entries.Select(other => other.Key.Value)]);
            errors.Add(entry.Key, entry.Value.Path, $"unknown key '{entry.Key.Value}'{advice.Text}");
            if (advice.Meant is { } word)
                meant.Add(word);
        }

        return new MapCursor(this, entries, meant);
    }

    /// <summary>The entries of a mapping with free keys.</summary>
    /// <param name="known">The keys there are, where they are not free: for the advice only.</param>
    public IReadOnlyList<CursorEntry>? AsEntries(IReadOnlyList<string>? known = null)
    {
        if (node is MapNode map)
            return [.. map.Entries.Select(entry => new CursorEntry(entry.Key, At(entry.Value, entry.Key.Value)))];
        WrongType("a mapping (key: value)", FormAdvice.ForMap(node, known));
        return null;
    }

    public IReadOnlyList<Cursor>? AsList()
    {
        if (node is ListNode list)
            return [.. list.Items.Select((item, index) => At(item, $"[{index}]"))];
        WrongType("a list ([a, b] or lines that begin with '- ')", FormAdvice.ForList(node));
        return null;
    }

    /// <summary>Any scalar but null as it is written: a number is text too.</summary>
    public string? AsText()
    {
        if (node is not ScalarNode { IsNull: false } scalar)
            WrongType("text", FormAdvice.ForText(node));
        else if (scalar.Value.Contains('\0', StringComparison.Ordinal))
            Fail($"{Subject}holds a zero character (\\0), which not every database takes; remove it");
        else
            return scalar.Value;
        return null;
    }

    /// <summary>Text that is not blank.</summary>
    /// <param name="most">As many characters as its column has.</param>
    public string? AsFilledText(int most = int.MaxValue)
    {
        if (AsText() is not { } text)
            return null;
        if (string.IsNullOrWhiteSpace(text))
            Fail($"{Subject}is blank; write a value or remove the key");
        else if (text.Length > most)
            Fail($"{Subject}has {text.Length} characters; it may have {most} at most");
        else
            return text;
        return null;
    }

    /// <param name="advice">What to write in its place, beginning with a semicolon; may be empty.</param>
    public void WrongType(string expected, string advice = "")
    {
        if (node is not BrokenNode)
            Fail($"{Subject}must be {expected}, but is {node.Description}{advice}");
    }
}
