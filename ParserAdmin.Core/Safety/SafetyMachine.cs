using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety;

/// <summary>
/// The rules of mode, stop and reset, whole and without I/O: settings × event → settings or refusal.
/// Whatever is accepted has the version raised by one, unless nothing changed.
/// </summary>
public static class SafetyMachine
{
    public const string ResetWord = "RESET";

    private const string ReasonField = "reason";
    private const string VersionField = "version";

    public static SafetyDecision Decide(ParserSettings now, SafetyEvent asked) =>
        asked switch
        {
            SafetyEvent.Stop stop => Stop(now, stop),
            SafetyEvent.Explain explain => Explain(now, explain),
            SafetyEvent.SwitchMode mode => SwitchMode(now, mode),
            SafetyEvent.Reset reset => Reset(now, reset),
            SafetyEvent.Change change => Change(now, change),
            SafetyEvent.FailSafe failSafe => FailSafe(now, failSafe),
            SafetyEvent.ChangedBehind changed => ChangedBehind(now, changed),
            _ => throw new ArgumentOutOfRangeException(nameof(asked), asked, "There is no rule for this event."),
        };

    /// <summary>
    /// Stopping again is harmless: the first stop stays on record, but the epoch is raised, in case something runs all the same. It was
    /// stored before, and is never lowered.
    /// </summary>
    private static SafetyDecision.Accepted Stop(ParserSettings now, SafetyEvent.Stop stop) =>
        Accept(
            now,
            stop,
            stop.Reason,
            now with
            {
                Stopped = true,
                StoppedAt = now.Stopped ? now.StoppedAt : stop.At,
                StoppedBy = now.Stopped ? now.StoppedBy : stop.By,
                StopReason = now.Stopped ? now.StopReason ?? Clean(stop.Reason) : Clean(stop.Reason),
                Mode = ParserMode.Manual,
                Epoch = Math.Max(now.Epoch, stop.Epoch),
            }
        );

    /// <summary>The stop stays the one that it was, with its epoch: only why it was made becomes known.</summary>
    private static SafetyDecision Explain(ParserSettings now, SafetyEvent.Explain explain)
    {
        if (string.IsNullOrWhiteSpace(explain.Reason))
            return Refuse(SafetyRefusal.Invalid, "Say why everything was stopped: the reason goes on record.", ReasonField);
        if (!now.Stopped)
            return Refuse(SafetyRefusal.NotStopped, "There is no emergency stop to give a reason for.");
        var reason = Clean(explain.Reason);
        return reason == now.StopReason
            ? new SafetyDecision.Accepted(now)
            : Accept(now, explain, explain.Reason, now with { StopReason = reason });
    }

    private static SafetyDecision SwitchMode(ParserSettings now, SafetyEvent.SwitchMode mode)
    {
        if (string.IsNullOrWhiteSpace(mode.Reason))
            return Refuse(SafetyRefusal.Invalid, "Say why the mode is changed: the reason goes on record.", ReasonField);
        if (IsStale(now, mode.Version, needed: mode.Target == ParserMode.Auto) is { } stale)
            return stale;
        if (now.Stopped && mode.Target == ParserMode.Auto)
        {
            return Refuse(
                SafetyRefusal.Stopped,
                $"The emergency stop by {now.StoppedBy} is on. An admin has to reset it before the mode can be auto.",
                "mode"
            );
        }

        return now.Mode == mode.Target
            ? new SafetyDecision.Accepted(now)
            : Accept(now, mode, mode.Reason, Switched(now, mode.Target, mode.At));
    }

    private static SafetyDecision Reset(ParserSettings now, SafetyEvent.Reset reset)
    {
        if (!now.Stopped)
            return Refuse(SafetyRefusal.NotStopped, "There is no emergency stop to reset.");
        if (string.IsNullOrWhiteSpace(reset.Reason))
            return Refuse(SafetyRefusal.Invalid, "Say why it is safe to go on: the reason goes on record.", ReasonField);
        if (reset.Confirm != ResetWord)
            return Refuse(SafetyRefusal.Invalid, $"Type the word {ResetWord} to confirm.", "confirm");
        if (IsStale(now, reset.Version, needed: true) is { } stale)
            return stale;
        if (reset.RunningJobs > 0)
        {
            return Refuse(
                SafetyRefusal.Running,
                $"{reset.RunningJobs} job(s) still run. Wait until they have ended or are shown as lost, then reset."
            );
        }

        return Accept(now, reset, reset.Reason, Unlatched(now));
    }

    private static SafetyDecision Change(ParserSettings now, SafetyEvent.Change change)
    {
        if (IsStale(now, change.Version, needed: true) is { } stale)
            return stale;
        var (changed, error) = change.Patch.ApplyTo(now);
        if (changed is null)
            return Refuse(SafetyRefusal.Invalid, error!);
        return changed == now ? new SafetyDecision.Accepted(now) : Accept(now, change, change.Reason, changed);
    }

    private static SafetyDecision.Accepted FailSafe(ParserSettings now, SafetyEvent.FailSafe failSafe) =>
        now.Mode == ParserMode.Manual
            ? new SafetyDecision.Accepted(now)
            : Accept(
                now,
                failSafe,
                failSafe.Reason,
                now with
                {
                    Mode = ParserMode.Manual,
                    FailSafeAt = failSafe.At,
                    FailSafeReason = Clean(failSafe.Reason),
                }
            );

    /// <summary>What another program wrote is the truth, but a stop written by hand gets what every stop has.</summary>
    private static SafetyDecision.Accepted ChangedBehind(ParserSettings now, SafetyEvent.ChangedBehind changed)
    {
        var before = SettingsJson.Read(now.Sealed);

        // An epoch that went back would let the runs of before a stop write again.
        now = now with
        {
            Version = Math.Max(now.Version, before?.Version ?? 0),
            Epoch = Math.Max(now.Epoch, before?.Epoch ?? 0),
        };
        if (before is not null && before.Mode != now.Mode)
            now = Switched(now, now.Mode, changed.At);
        if (now.Stopped)
        {
            now = now with { Mode = ParserMode.Manual };
            if (before is not { Stopped: true })
                now = now with { Epoch = now.Epoch + 1, StoppedAt = now.StoppedAt ?? changed.At, StoppedBy = now.StoppedBy ?? changed.By };
        }
        else if (before is { Stopped: true })
        {
            now = Unlatched(now);
        }

        return Accept(now, changed, "changed outside the program", now);
    }

    /// <summary>Whoever switches has seen the fail-safe's notice; in auto it counts anew, so that it does not trip again at once.</summary>
    private static ParserSettings Switched(ParserSettings now, ParserMode mode, DateTime at) =>
        now with
        {
            Mode = mode,
            AutoSince = mode == ParserMode.Auto ? at : now.AutoSince,
            FailSafeAt = null,
            FailSafeReason = null,
        };

    /// <summary>However a stop is left, it is left for manual, with nothing started.</summary>
    private static ParserSettings Unlatched(ParserSettings now) =>
        now with
        {
            Stopped = false,
            StoppedAt = null,
            StoppedBy = null,
            StopReason = null,
            Mode = ParserMode.Manual,
        };

    private static SafetyDecision.Refused? IsStale(ParserSettings now, long? version, bool needed)
    {
        if (version is null)
        {
            return needed
                ? Refuse(SafetyRefusal.Invalid, "Send the version of the settings that this was decided on.", VersionField)
                : null;
        }

        return version == now.Version
            ? null
            : Refuse(
                SafetyRefusal.Stale,
                $"The settings changed meanwhile: {now.UpdatedBy} changed them ({now.UpdateReason ?? "no reason given"}); mode is "
                    + $"{now.Mode.ToString().ToLowerInvariant()}. Look at them as they are now and decide again.",
                VersionField
            );
    }

    private static SafetyDecision.Accepted Accept(ParserSettings now, SafetyEvent asked, string? reason, ParserSettings next) =>
        new(next with { Version = now.Version + 1, UpdatedAt = asked.At, UpdatedBy = asked.By, UpdateReason = Clean(reason) });

    private static string? Clean(string? reason) => reason is null ? null : StorableText.Clean(reason);

    private static SafetyDecision.Refused Refuse(SafetyRefusal refusal, string message, string? field = null) =>
        new(refusal, message, field);
}
