namespace ParserAdmin.Core.Sources;

/// <summary>Whether something is paused, by whom and why: what a person saw who decides to pause it.</summary>
public sealed record PauseState(bool Paused, string? By, string? Reason)
{
    public static PauseState Of(Pausable thing) => new(thing.Paused, thing.PausedBy, thing.PauseReason);
}
