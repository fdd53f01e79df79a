namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>Whether a job that did not come to its end is queued again.</summary>
public enum JobContinuation
{
    No,

    /// <summary>Its node died under it.</summary>
    NodeStopped,

    /// <summary>Its node was told to end and the grace was over.</summary>
    NodeShutDown,

    /// <summary>The gate could not read the settings, and so had to refuse: it goes on when they can be read again.</summary>
    SettingsUnread,

    /// <summary>A server asked to wait for longer than a place is held: it goes on then.</summary>
    HostCools,
}
