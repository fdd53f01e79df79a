namespace ParserAdmin.Core.Sources;

/// <summary>How a source is doing, in one word.</summary>
public enum SourceHealth
{
    /// <summary>No run of it has ended yet.</summary>
    New,
    Ok,
    Running,

    /// <summary>Its last run failed.</summary>
    Failing,
    Paused,
    Disabled,
}
