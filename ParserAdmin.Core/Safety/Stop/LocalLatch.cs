namespace ParserAdmin.Core.Safety.Stop;

/// <summary>
/// This node's own stop, for when the database cannot say it (yet): closed first thing in an emergency stop, and while the STOP file lies in
/// the data folder. The gate asks it before it asks the database.
/// </summary>
public sealed class LocalLatch
{
    private volatile string? _stopping;
    private volatile string? _stopFile;

    /// <summary>Why nothing may run on this node, or null.</summary>
    public string? Reason => _stopFile ?? _stopping;

    public bool HasStopFile => _stopFile is not null;

    /// <summary>A stop could not be stored yet. It stays in force, and is stored as soon as the database can be written.</summary>
    public bool IsUnstored { get; private set; }

    internal void Close(string reason) => _stopping = reason;

    internal void MarkUnstored() => IsUnstored = true;

    /// <summary>The stop is in the database now, which says it from here on.</summary>
    internal void Release()
    {
        IsUnstored = false;
        _stopping = null;
    }

    internal void SetStopFile(bool present) =>
        _stopFile = present ? "A file named STOP is in the data folder of this node. Remove it to go on." : null;
}
