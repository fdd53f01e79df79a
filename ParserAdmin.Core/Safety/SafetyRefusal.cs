namespace ParserAdmin.Core.Safety;

/// <summary>Why a change to the safety state was refused.</summary>
public enum SafetyRefusal
{
    /// <summary>Something needed is missing or out of its bounds.</summary>
    Invalid,

    /// <summary>The settings changed since the decision was made.</summary>
    Stale,

    /// <summary>The emergency stop is latched.</summary>
    Stopped,

    /// <summary>There is no stop to reset.</summary>
    NotStopped,

    /// <summary>Jobs still run.</summary>
    Running,
}
