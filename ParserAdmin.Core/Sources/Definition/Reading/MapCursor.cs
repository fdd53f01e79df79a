namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>A mapping at its place: asks for keys, and reports the required ones that are missing.</summary>
internal sealed class MapCursor(Cursor place, IReadOnlyList<CursorEntry> entries)
{
    public Cursor Place => place;

    public IReadOnlyList<CursorEntry> Entries => entries;

    public Cursor? Find(string key) => entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value;

    public Cursor? Require(string key, string example)
    {
        var found = Find(key);
        if (found is null)
        {
            place.Fail($"the key '{key}' is missing; add for example '{example}'");
        }

        return found;
    }
}
