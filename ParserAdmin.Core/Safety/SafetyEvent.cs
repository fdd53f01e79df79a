using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety;

/// <summary>Something that asks the safety state to change.</summary>
/// <param name="By">Who, as shown to people.</param>
/// <param name="At">When, UTC.</param>
public abstract record SafetyEvent(string By, DateTime At)
{
    /// <summary>
    /// A person or key sets the mode. <paramref name="Version"/> is the one they decided on; only the safe direction goes without.
    /// </summary>
    public sealed record SwitchMode(string By, DateTime At, ParserMode Target, string? Reason, long? Version) : SafetyEvent(By, At);

    /// <summary>
    /// Never refused and never in conflict. <paramref name="Epoch"/> is the one that began with it: it was stored before it comes here.
    /// </summary>
    public sealed record Stop(string By, DateTime At, string? Reason, long Epoch) : SafetyEvent(By, At);

    /// <summary>Someone says why everything was stopped; no second stop.</summary>
    public sealed record Explain(string By, DateTime At, string? Reason) : SafetyEvent(By, At);

    /// <summary>Opens the latch again, into manual.</summary>
    public sealed record Reset(string By, DateTime At, string? Reason, string? Confirm, long? Version, int RunningJobs)
        : SafetyEvent(By, At);

    /// <summary>New values for limits and flags.</summary>
    public sealed record Change(string By, DateTime At, SettingsPatch Patch, string? Reason, long? Version) : SafetyEvent(By, At);

    /// <summary>A critical error: auto becomes manual by itself.</summary>
    public sealed record FailSafe(string By, DateTime At, string Reason) : SafetyEvent(By, At);

    /// <summary>The row was found changed by another program.</summary>
    public sealed record ChangedBehind(string By, DateTime At) : SafetyEvent(By, At);
}
