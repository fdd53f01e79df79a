namespace ParserAdmin.Core.Items.Mapping;

/// <summary>
/// Watches the items of one page for such as are known by the same and are not the same: of them one is kept. An item that a page shows
/// twice, with the same content, loses nothing and does not count.
/// </summary>
public sealed class SharedIdentities
{
    private const int LongestQuote = 80;

    private readonly Dictionary<(string Kind, string ExternalId), Group> _groups = [];

    /// <summary>Items that were added.</summary>
    public int Seen { get; private set; }

    public void Add(string externalId, ItemDraft draft)
    {
        Seen++;
        if (!_groups.TryGetValue((draft.Kind, externalId), out var group))
            _groups.Add((draft.Kind, externalId), new Group(draft));
        else
            group.Add(draft);
    }

    /// <returns>Of the identity that most rows share, for people; null where each item has its own.</returns>
    public string? Describe()
    {
        var shared = _groups.Where(group => group.Value.Differs).ToList();
        if (shared.Count == 0)
            return null;
        var worst = shared.MaxBy(group => group.Value.Rows);
        var others = shared.Count > 1 ? $", and {shared.Count - 1} more stand in several rows" : "";
        return $"the same in {worst.Value.Rows} of {Seen} rows ('{worst.Key.ExternalId.Excerpt(LongestQuote)}'){others}; each item "
            + $"needs its own, so only one is kept; select what differs.";
    }

    public void Clear()
    {
        _groups.Clear();
        Seen = 0;
    }

    private sealed class Group(ItemDraft first)
    {
        // Most identities stand once, and a hash takes its time.
        private string? _hash;

        public int Rows { get; private set; } = 1;

        public bool Differs { get; private set; }

        public void Add(ItemDraft draft)
        {
            Rows++;
            Differs = Differs || draft.Url != first.Url || draft.ContentHash() != (_hash ??= first.ContentHash());
        }
    }
}
