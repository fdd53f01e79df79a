using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Schedules.Timing;

/// <summary>
/// When a schedule runs, resolved against the settings: an interval that counts from the last start, or a cron expression in a time zone.
/// On the night when clocks go forward, a time that does not exist is the moment of the change; when they go back, a time that comes twice
/// counts once, the first time. A cron expression for every hour (<c>*/15 * * * *</c>) follows time as it passes in both nights.
/// </summary>
public sealed record ScheduleTiming(TimeSpan? Interval, string? Cron, string ZoneId)
{
    /// <summary>
    /// Why it can have no time, in words, or null. What people save was read before; someone with SQL may have written anything.
    /// </summary>
    public string? Problem =>
        Cron is not null ? CronText.Read(Cron).Problem
        : Interval is null ? "This version does not know the setting that it follows."
        : Interval <= TimeSpan.Zero ? "Its interval is not longer than nothing; give it one of at least a second."
        : null;

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ZoneId);

    public static ScheduleTiming Of(Schedule schedule, ParserSettings settings) =>
        new(
            schedule.IntervalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds)
                : schedule.FollowsSetting is not null ? TaskDefinitions.Find(schedule.Task)?.Interval(settings)
                : null,
            schedule.Cron,
            Known(schedule.TimeZone) ?? Known(settings.TimeZone) ?? "UTC"
        );

    /// <summary>
    /// When the first slot from now comes due. A cron schedule waits for its next time. An interval counts from the last start: in auto,
    /// what never ran or is overdue is due now; in manual, where nothing starts anyway, the slot is a whole interval away.
    /// </summary>
    /// <param name="lastStart">UTC, or null if it never ran.</param>
    /// <exception cref="FormatException">The expression is none; see <see cref="Problem"/>.</exception>
    public DateTime First(ParserMode mode, DateTime? lastStart, DateTime now)
    {
        if (Interval is not { } interval)
            return NextAfter(now) ?? DateTime.MaxValue;
        if (mode != ParserMode.Auto)
            return now + interval;

        // A start that lies ahead was written before the clock went back: it says nothing about now.
        return lastStart > now ? now + interval
            : lastStart + interval is { } due && due > now ? due
            : now;
    }

    /// <summary>
    /// The first slot strictly after now, UTC: a whole interval away, or the next time of the expression. Null if none will ever come.
    /// </summary>
    /// <exception cref="FormatException">The expression is none; see <see cref="Problem"/>.</exception>
    public DateTime? NextAfter(DateTime now) => Interval is { } interval ? now + interval : CronText.Parse(Cron!).NextAfter(now, Zone);

    /// <summary>The next runs, UTC, rising.</summary>
    /// <param name="first">When the first comes due, where that is known; otherwise it is what <paramref name="now"/> makes it.</param>
    public IReadOnlyList<DateTime> Next(DateTime now, DateTime? first, int count)
    {
        if (Interval is { } interval)
            return [.. Enumerable.Range(0, count).Select(step => (first ?? now + interval) + (step * interval))];
        var cron = CronText.Parse(Cron!);
        var times = new List<DateTime>(count);
        for (var at = cron.NextAfter(now, Zone); at is { } time && times.Count < count; at = cron.NextAfter(time, Zone))
            times.Add(time);
        return times;
    }

    /// <summary>The runs from <paramref name="first"/> on, UTC, rising, as long as they lie before <paramref name="until"/>.</summary>
    /// <exception cref="FormatException">The expression is none; see <see cref="Problem"/>.</exception>
    public IEnumerable<DateTime> Until(DateTime first, DateTime until)
    {
        var (cron, zone) = (Cron is null ? null : CronText.Parse(Cron), Zone);
        for (DateTime? at = first; at < until; at = Interval is { } interval ? at + interval : cron!.NextAfter(at.Value, zone))
            yield return at.Value;
    }

    /// <summary>
    /// The last slot up to <paramref name="now"/> of those from <paramref name="first"/> on: what several missed ones are judged by.
    /// </summary>
    public DateTime Latest(DateTime first, DateTime now)
    {
        if (first >= now)
            return first;
        if (Interval is { } interval)
            return first + (Math.Floor((now - first) / interval) * interval);

        // An expression only looks forward, so the look begins ever farther back.
        for (var span = TimeSpan.FromMinutes(1); ; span *= 2)
        {
            var latest = now - span > first ? (DateTime?)null : first;
            for (var at = NextAfter(latest ?? now - span); at <= now; at = NextAfter(at.Value))
                latest = at;
            if (latest is { } found)
                return found;
        }
    }

    /// <summary>What someone wrote with SQL may be no zone; the schedules go on in UTC then, and the page shows it.</summary>
    private static string? Known(string? zone) => zone is not null && IanaZones.IsKnown(zone) ? zone : null;
}
