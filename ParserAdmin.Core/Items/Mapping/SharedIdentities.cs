namespace ParserAdmin.Core.Items.Mapping;

/// <summary>
/// Watches the items of one page for such as are known by the same and are not the same: of them one is kept. An item that a page shows twice, with the
/// same content, loses nothing and does not count.
/// </summary>
public sealed class SharedIdentities
{
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

    /// <returns>The identity that most rows share, and in how many rows; and how many identities are shared. Null where each item has its own.</returns>
    public (string ExternalId, int Rows, int Identities)? Worst()
    {
        var shared = _groups.Where(group => group.Value.Differs).ToList();
        if (shared.Count == 0)
            return null;
        var worst = shared.MaxBy(group => group.Value.Rows);
        return (worst.Key.ExternalId, worst.Value.Rows, shared.Count);
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
