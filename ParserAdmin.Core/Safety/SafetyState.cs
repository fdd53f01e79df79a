using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety;

/// <summary>What of the settings decides whether a run may go on. The gate reads this and no more, for it is asked before every request.</summary>
public sealed record SafetyState(ParserMode Mode, bool EnableAutoupdate, bool Stopped, string? StoppedBy, string? StopReason, long Epoch)
{
    public static SafetyState Of(ParserSettings settings) =>
        new(settings.Mode, settings.EnableAutoupdate, settings.Stopped, settings.StoppedBy, settings.StopReason, settings.Epoch);
}
