using System.Collections.Immutable;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>
/// This node's own stop, for when the database cannot say it (yet): closed first thing in an emergency stop, here or told by another node,
/// until that stop is stored; and while the STOP file lies in the data folder. The gate asks it before it asks the database.
/// </summary>
public sealed class LocalLatch(TimeProvider clock)
{
    private const int MostRemembered = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<Guid> _order = new();
    private readonly HashSet<Guid> _known = [];
    private ImmutableArray<Entry> _unstored = [];
    private volatile string? _reason;
    private volatile string? _stopFile;
    private volatile string? _settingsLoss;

    /// <summary>Why nothing may run on this node, or null.</summary>
    public string? Reason => _stopFile ?? _settingsLoss ?? _reason;

    public bool HasStopFile => _stopFile is not null;

    /// <summary>Why there are no settings to go by: what lies in their place may be of before a stop. Null while there are.</summary>
    internal string? SettingsLoss
    {
        get => _settingsLoss;
        set => _settingsLoss = value;
    }

    /// <summary>Stops of which this node does not know that they are stored.</summary>
    internal IReadOnlyList<StopRecord> Unstored => [.. Entries.Select(entry => entry.Stop)];

    private ImmutableArray<Entry> Entries
    {
        get
        {
            lock (_lock)
                return _unstored;
        }
    }

    /// <param name="confirmed">False while whoever stopped is still asked for: it stops this node, and is not stored before that.</param>
    /// <returns>False for a stop that this node knew already: the news of it may come late, and by two ways.</returns>
    internal bool Close(StopRecord stop, bool confirmed = true)
    {
        lock (_lock)
        {
            if (!_known.Add(stop.Id))
                return false;
            _order.Enqueue(stop.Id);
            if (_order.Count > MostRemembered)
                _known.Remove(_order.Dequeue());
            Set(_unstored.Add(new Entry(stop, clock.GetTimestamp(), confirmed)));
            return true;
        }
    }

    /// <summary>Whoever stopped may do so: from here on anyone may store it.</summary>
    internal void Confirm(Guid id)
    {
        lock (_lock)
            Set([.. _unstored.Select(entry => entry.Stop.Id == id ? entry with { Confirmed = true } : entry)]);
    }

    /// <summary>Whether the stop is still to be stored, at this moment: not taken back, and not waiting for its person.</summary>
    internal bool IsToStore(Guid id) => Entries.Any(entry => entry.Confirmed && entry.Stop.Id == id);

    /// <summary>The stop is in the database now, which says it from here on.</summary>
    internal void Release(Guid id)
    {
        lock (_lock)
            Set(_unstored.RemoveAll(entry => entry.Stop.Id == id));
    }

    /// <summary>How long this node has known of a stop that is not stored.</summary>
    internal TimeSpan AgeOf(StopRecord stop) =>
        Entries.Where(entry => entry.Stop.Id == stop.Id).Select(entry => clock.GetElapsedTime(entry.Since)).FirstOrDefault();

    internal void SetStopFile(bool present) =>
        _stopFile = present ? "A file named STOP is in the data folder of this node. Remove it to go on." : null;

    private void Set(ImmutableArray<Entry> unstored) =>
        (_unstored, _reason) = (unstored, unstored.IsEmpty ? null : unstored[0].Stop.Words());

    private sealed record Entry(StopRecord Stop, long Since, bool Confirmed);
}
