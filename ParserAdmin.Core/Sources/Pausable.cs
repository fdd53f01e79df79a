using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Sources;

/// <summary>What a person can pause, always with a reason, and change, by the version it was read in.</summary>
public abstract class Pausable
{
    public bool Paused { get; private set; }

    public string? PauseReason { get; private set; }

    public string? PausedBy { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public string UpdatedBy { get; private set; } = "";

    /// <summary>Grows by one with every change.</summary>
    public int Version { get; private set; }

    internal void Pause(string reason, string by, DateTime now)
    {
        Paused = true;
        PauseReason = StorableText.Clean(reason);
        PausedBy = by;
        Touch(by, now);
    }

    internal void Resume(string by, DateTime now)
    {
        Paused = false;
        PauseReason = null;
        PausedBy = null;
        Touch(by, now);
    }

    private protected void Touch(string by, DateTime now)
    {
        UpdatedBy = by;
        UpdatedAt = now;
        Version++;
    }
}
