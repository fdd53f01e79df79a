namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <summary>A mapping at its place: asks for keys, and reports the required ones that are missing.</summary>
/// <param name="meant">Known keys that were misspelt here: they are reported already.</param>
internal sealed class MapCursor(Cursor place, IReadOnlyList<CursorEntry> entries, IReadOnlySet<string> meant)
{
    public Cursor Place => place;

    public IReadOnlyList<CursorEntry> Entries => entries;

    public Cursor? Find(string key) => entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value;

    /// <summary>Whether the key stands here, be it misspelt.</summary>
    public bool Has(string key) => meant.Contains(key) || Find(key) is not null;

    public Cursor? Require(string key, string example)
    {
        var found = Find(key);
        if (found is null && !meant.Contains(key))
            place.Fail($"the key '{key}' is missing; add for example '{example}'");
        return found;
    }
}
