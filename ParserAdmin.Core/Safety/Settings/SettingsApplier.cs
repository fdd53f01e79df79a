using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>
/// Makes this node obey the settings as they are now: ends what may no longer run and tells the pages. Safe to call again.
/// </summary>
public sealed class SettingsApplier(ActiveRuns runs, LocalLatch latch, EventBus bus, ILogger<SettingsApplier> logger)
{
    private static readonly (long Epoch, long Version) Nothing = (-1, -1);

    private readonly Lock _lock = new();
    private (long Epoch, long Version) _applied = Nothing;

    /// <returns>How many runs were cancelled.</returns>
    public int Apply(ParserSettings settings)
    {
        lock (_lock)
        {
            // The epoch first: a stop must get through, even where the row was lost and its versions begin at a lower one.
            if ((settings.Epoch, settings.Version).CompareTo(_applied) <= 0)
                return 0;
            _applied = (settings.Epoch, settings.Version);
        }

        var cancelled =
            ApplyCancellation(settings)
            + runs.Stop(run => run.Epoch != settings.Epoch, "Everything was stopped after this run began").Count;
        bus.Publish(new SettingsChanged(settings));
        return cancelled;
    }

    /// <summary>
    /// Ends what may no longer run, without telling: someone wrote into the row, and what becomes of that is still to be stored.
    /// </summary>
    internal int ApplyCancellation(ParserSettings settings)
    {
        var cancelled = settings.Stopped
            ? runs.Stop(_ => true, $"Emergency stop by {settings.StoppedBy ?? Actor.Database.Name}{Because(settings.StopReason)}").Count
            : 0;
        if (settings.Mode == ParserMode.Manual)
            cancelled += runs.Cancel(run => run.Scheduled, Manual(settings));
        if (!settings.EnableAutoupdate)
        {
            cancelled += runs.Cancel(
                run => run.Scheduled && GateRules.NeedsAutoupdate(run.Task),
                $"Automatic updates were switched off by {settings.UpdatedBy}{Because(settings.UpdateReason)}"
            );
        }

        return cancelled;
    }

    /// <summary>The gate is closed here while the settings' row is lost and nobody has written another.</summary>
    /// <param name="words">What happened to the row; null while it is there.</param>
    internal void NoticeLoss(string? words)
    {
        var before = latch.SettingsLoss;
        latch.SettingsLoss = words;
        if (words is null)
        {
            // What was made up in the row's place may be further than the row that was put back: that one is news.
            if (before is not null)
                Forget();
            return;
        }

        runs.Stop(_ => true, words);

        // It is seen at each look until a new row is stored; told once.
        if (before is null)
            logger.LogCritical("{Words}", words);
    }

    private void Forget()
    {
        lock (_lock)
            _applied = Nothing;
    }

    /// <summary>Who it was and why, as a run's reason says it; never the name of someone who only changed the settings before.</summary>
    private static string Manual(ParserSettings settings) =>
        settings.FailSafeReason is { } failed ? $"Mode changed to manual by the fail-safe: {failed}"
        : settings.UpdatedBy == Actor.Database.Name ? "Mode changed to manual outside the program, in the database"
        : $"Mode changed to manual by {settings.UpdatedBy}{Because(settings.UpdateReason)}";

    private static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}";
}
