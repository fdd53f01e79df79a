using ParserAdmin.Core.Audit;
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

    /// <summary>Why it is not paused for this reason, and which field of the call is to blame; null where it may be.</summary>
    /// <param name="what">For people: "source".</param>
    /// <param name="seen">What the person saw; null to take whatever is there.</param>
    internal (CommandStatus Status, string Message, string Field)? PauseProblem(string what, string? reason, PauseState? seen) =>
        string.IsNullOrWhiteSpace(reason)
            ? (CommandStatus.Invalid, $"Say why the {what} is paused: the reason is shown to everyone.", "reason")
        : seen is not null && Paused && seen != PauseState.Of(this)
            ? (
                CommandStatus.Conflict,
                $"{PausedBy} paused this {what} meanwhile: {PauseReason}. If you pause it all the same, your reason stands in place of "
                    + $"theirs.",
                "reason"
            )
        : null;

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
