namespace ParserAdmin.Core.Safety.Gate;

/// <summary>Why the gate said no.</summary>
public enum GateRefusal
{
    /// <summary>The emergency stop is latched.</summary>
    Stopped,

    /// <summary>The stored settings could not be read, so nothing may run.</summary>
    SettingsUnreadable,

    /// <summary>The run belongs to an epoch before the last stop.</summary>
    StaleEpoch,

    /// <summary>The mode is manual and the run was started by a schedule.</summary>
    ManualMode,

    /// <summary>The task's feature flag is off.</summary>
    TaskDisabled,

    /// <summary>The source is paused, disabled or gone.</summary>
    SourcePaused,

    /// <summary>The job was cancelled, or is no longer the one that runs.</summary>
    JobEnded,
}
