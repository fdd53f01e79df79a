namespace ParserAdmin.Core.Sources;

/// <summary>What of a source decides whether its jobs may run.</summary>
public sealed record SourceState(string Name, bool Enabled, bool Paused, string? PausedBy, string? PauseReason)
{
    /// <summary>Why no job may run for it, for people, or null.</summary>
    public string? Block =>
        !Enabled ? $"The source {Name} is switched off"
        : Paused ? $"The source {Name} is paused by {PausedBy}: {PauseReason}"
        : null;
}
