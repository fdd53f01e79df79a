using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Schedules.Slots;

/// <summary>
/// When the slots of schedules come, as the settings are now: a pure function, for who stores them and for who only reads.
/// </summary>
internal sealed record SlotPlan(ParserSettings Settings, DateTime Now)
{
    /// <summary>A start this close to its slot is on time: the interval goes on from the slot, so that it does not creep.</summary>
    private static readonly TimeSpan OnTime = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What a slot is computed from. An interval in auto also names the version of the settings: the mode may have been auto, manual and
    /// auto again.
    /// </summary>
    public string Source(ScheduleView view) =>
        !HasSlots(view) ? "none"
        : view.Timing.Interval is null ? $"{view.Timing.Cron} {view.Timing.ZoneId}"
        : $"every {view.Timing.Interval} {(Counts(view) ? $"auto {Settings.Version}" : "resting")}";

    /// <summary>episode-sync runs only while automatic updates are on; off, it has no slots that could be skipped.</summary>
    public bool HasSlots(ScheduleView view) =>
        view.Unavailable is null && (!GateRules.NeedsAutoupdate(view.Schedule.Task) || Settings.EnableAutoupdate);

    /// <param name="distrust">The clock may have been another when the slot was stored: its time has to be one that could be told
    /// now.</param>
    public bool IsCurrent(ScheduleView view, NextSlot? slot, bool distrust)
    {
        if (slot?.ComputedFrom != Source(view))
            return false;
        if (!distrust || slot.NextAt is not { } next)
            return true;
        if (view.Timing.Interval is { } interval)
            return next <= Now + interval && !(Counts(view) && next < Now);
        return next <= Now || next == First(view, null);
    }

    /// <summary>The first slot from now, UTC; null where there is none.</summary>
    /// <param name="lastStart">From when an interval counts.</param>
    public DateTime? First(ScheduleView view, DateTime? lastStart)
    {
        try
        {
            return HasSlots(view) ? view.Timing.First(Counts(view) ? ParserMode.Auto : ParserMode.Manual, lastStart, Now) : null;
        }
        catch (Exception never) when (never is FormatException or ArgumentOutOfRangeException)
        // Stryker disable once Block: without it the answer is null as well.
        {
            // No expression, or one that never comes: written past the program, which would have refused it. The others go on.
            return null;
        }
    }

    /// <summary>The slot that follows one that is taken: always in the future, whatever was missed.</summary>
    public DateTime? After(ScheduleView view, DateTime taken) =>
        view.Timing.Interval is { } interval ? view.Timing.Latest(taken, Now) + interval : First(view, null);

    /// <summary>The slot of an interval after a start.</summary>
    public static DateTime? AfterStart(TimeSpan interval, DateTime? next, DateTime started) =>
        next is { } at && (started + interval - at).Duration() <= OnTime ? next : started + interval;

    /// <summary>Whether overdue means now. Where nothing may start, an overdue slot would only be skipped again and again.</summary>
    private bool Counts(ScheduleView view) => Settings.Mode == ParserMode.Auto && view.Armed;
}
