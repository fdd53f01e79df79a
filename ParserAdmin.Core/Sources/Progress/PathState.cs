namespace ParserAdmin.Core.Sources.Progress;

/// <summary>
/// What the runs of one path of a source left for the next one; a row of <c>source_paths</c>. Written by <see cref="PathStates"/> and
/// <see cref="LayoutCommands"/>.
/// </summary>
public sealed class PathState
{
    private PathState() { }

    public string SourceId { get; private set; } = "";

    /// <summary>Its name in the definition, such as <c>updates</c>.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Published time of the newest item that the unfinished run has saved, UTC; null when the last run succeeded.</summary>
    public DateTime? Mark { get; private set; }

    /// <summary>The mark of the runs that succeeded, UTC: what was published up to then is known.</summary>
    public DateTime? HighWater { get; private set; }

    /// <summary>Where the unfinished run goes on.</summary>
    public string? Checkpoint { get; private set; }

    /// <summary>Version of the definition that the checkpoint is of; an edited one begins anew.</summary>
    public int CheckpointVersion { get; private set; }

    /// <summary>When a run last succeeded, UTC; items first seen up to then are known.</summary>
    public DateTime? CheckedAt { get; private set; }

    /// <summary>Version of the definition by which that run read; null for one of an older program.</summary>
    public int? CheckedVersion { get; private set; }

    /// <summary>When a run last found something new or changed, UTC.</summary>
    public DateTime? ParsedAt { get; private set; }

    /// <summary>Successful runs in a row that found nothing.</summary>
    public int EmptyTicks { get; private set; }

    /// <summary>How many rows its first page had in the last runs, oldest first.</summary>
    public RowHistory FirstRows { get; private set; } = RowHistory.Empty;

    /// <summary>How many rows the last whole crawls met.</summary>
    public RowHistory WholeRows { get; private set; } = RowHistory.Empty;

    /// <summary>Since when its layout is not trusted, UTC; null while it is.</summary>
    public DateTime? QuarantinedAt { get; private set; }

    public string? QuarantineReason { get; private set; }

    /// <summary>A person took the new layout for good; until a run has succeeded nothing is held against it.</summary>
    public bool Accepted { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    internal static PathState Create(string sourceId, string path) => new() { SourceId = sourceId, Path = path };

    internal void Move(DateTime? newest, string? checkpoint, int version, DateTime now)
    {
        Mark = Later(Mark, newest);
        (Checkpoint, CheckpointVersion) = checkpoint is null ? (Checkpoint, CheckpointVersion) : (checkpoint, version);
        UpdatedAt = now;
    }

    internal void Check(PathCheck check, DateTime now)
    {
        HighWater = Later(HighWater, Mark);
        (Mark, Checkpoint) = (null, null);
        CheckedAt = check.Whole || CheckedAt is not null ? now : null;
        CheckedVersion = check.Version;
        ParsedAt = check.FoundSomething ? now : ParsedAt;
        EmptyTicks = check.FoundSomething ? 0 : EmptyTicks + 1;
        FirstRows = check.FirstRows is { } first ? FirstRows.Add(first) : FirstRows;
        WholeRows = check.WholeRows is { } whole ? WholeRows.Add(whole) : WholeRows;
        (QuarantinedAt, QuarantineReason, Accepted) = (null, null, false);
        UpdatedAt = now;
    }

    /// <summary>A part of a crawl that did not go well is not gone on with: its pages cannot be trusted.</summary>
    internal void Quarantine(string reason, DateTime now)
    {
        QuarantinedAt ??= now;
        QuarantineReason = reason;
        Checkpoint = null;
        Accepted = false;
        UpdatedAt = now;
    }

    internal void Accept(DateTime now)
    {
        (QuarantinedAt, QuarantineReason, Accepted) = (null, null, true);
        (FirstRows, WholeRows) = (RowHistory.Empty, RowHistory.Empty);
        UpdatedAt = now;
    }

    private static DateTime? Later(DateTime? one, DateTime? other) => one > other || other is null ? one : other;
}
