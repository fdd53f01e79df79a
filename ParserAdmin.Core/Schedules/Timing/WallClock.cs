namespace ParserAdmin.Core.Schedules.Timing;

/// <summary>
/// What a clock on the wall of a time zone shows. It asks the zone for offsets of UTC moments alone: which local times are invalid or
/// ambiguous .NET knows of daylight saving only, not of a zone that moved (Pacific/Apia had no 30 December 2011). Wall times are marked as
/// UTC, which Cronos wants.
/// </summary>
internal sealed class WallClock(TimeZoneInfo zone)
{
    /// <summary>
    /// More than any zone was ever away from UTC, and more than any clock was ever set back by (Pacific/Kwajalein, 1969: 23 hours).
    /// </summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromHours(26);

    /// <summary>No two changes of a zone lie so close together.</summary>
    private static readonly TimeSpan Stride = TimeSpan.FromHours(6);

    public DateTime At(DateTime utc) => utc + zone.GetUtcOffset(utc);

    /// <summary>The latest time that it showed at any moment up to this one: another than now's in the hour that comes twice.</summary>
    public DateTime LatestShownBy(DateTime utc)
    {
        var latest = At(utc);
        for (var from = utc - Farthest; ChangeIn(from, utc) is { } change; from = change)
        {
            // The minute of the change itself was not reached: a clock that goes back at 03:00 shows 02:00 then, and 03:00 an hour later.
            var before = change.AddSeconds(-1);
            latest = At(before) > latest ? At(before) : latest;
        }

        return latest;
    }

    /// <summary>
    /// The first moment after <paramref name="from"/> and not after <paramref name="to"/> (both UTC) when it was set forward or back, or
    /// null.
    /// </summary>
    public DateTime? ChangeIn(DateTime from, DateTime to)
    {
        // Clocks change at whole seconds.
        var (at, end) = (WholeSecond(from), WholeSecond(to));
        while (at < end)
        {
            var next = end - at > Stride ? at + Stride : end;
            if (zone.GetUtcOffset(next) != zone.GetUtcOffset(at))
                return FirstWith(at, next);
            at = next;
        }

        return null;
    }

    private DateTime FirstWith(DateTime before, DateTime after)
    {
        var offset = zone.GetUtcOffset(before);
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = WholeSecond(before + ((after - before) / 2));
            if (zone.GetUtcOffset(middle) == offset)
                before = middle;
            else
                after = middle;
        }

        return after;
    }

    private static DateTime WholeSecond(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
