using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety;

/// <summary>
/// What of the settings decides whether a run may go on. The gate reads this and no more, for it is asked before every request.
/// </summary>
public sealed record SafetyState(ParserMode Mode, bool EnableAutoupdate, bool Stopped, string? StoppedBy, string? StopReason, long Epoch)
{
    public static SafetyState Of(ParserSettings settings) =>
        new(settings.Mode, settings.EnableAutoupdate, settings.Stopped, settings.StoppedBy, settings.StopReason, settings.Epoch);

    /// <summary>
    /// What holds once a stop that is newer than the settings row is taken in: the row may be locked for a while, a stop is never.
    /// </summary>
    /// <param name="inStep">Up to which stop the row is in step: the epoch of its seal, which only the program writes.</param>
    public SafetyState After(NewestStop? stop, long inStep) =>
        stop is null || stop.Epoch <= inStep
            ? this
            : this with
            {
                Mode = ParserMode.Manual,
                Stopped = true,
                StoppedBy = Stopped ? StoppedBy : stop.By,
                StopReason = Stopped ? StopReason : stop.Reason,
                Epoch = Math.Max(Epoch, stop.Epoch),
            };
}

/// <summary>The last emergency stop that was stored.</summary>
public sealed record NewestStop(long Epoch, string By, string? Reason);
