using Cronos;

namespace ParserAdmin.Core.Schedules.Timing;

/// <summary>
/// The times that a cron expression names. Cronos says which wall times match; this says which moments those are.
/// <para>
/// An expression for certain hours follows the clock on the wall: a time comes due when the clock first shows it or a later one. So one
/// that does not exist (02:30 when clocks go forward at 02:00) is the moment of the change, several such are one, and one that comes twice
/// counts once, the first time. An expression for every hour follows time as it passes: each minute that matches, as often as it comes, and
/// none that does not exist; so */15 is every quarter of an hour in both nights.
/// </para>
/// </summary>
/// <param name="minutes">A bit for each value, as of <see cref="CronField.Read"/>; so the others.</param>
/// <param name="eitherDay">Whether day and weekday are both restricted: then either will do. Otherwise both have to match.</param>
internal sealed class CronTimes(ulong minutes, ulong hours, ulong days, ulong months, ulong weekdays, bool eitherDay)
{
    /// <summary>Cronos wants both days to match; where either will do, it is asked for each and the earlier counts.</summary>
    private readonly CronExpression[] _expressions = eitherDay
        ?
        [
            Expression(minutes, hours, days, months, CronField.Weekday.Every),
            Expression(minutes, hours, CronField.Day.Every, months, weekdays),
        ]
        : [Expression(minutes, hours, days, months, weekdays)];

    public ulong Minutes => minutes;

    public ulong Hours => hours;

    public ulong Days => days;

    public ulong Months => months;

    public ulong Weekdays => weekdays;

    /// <summary>Day and weekday are both restricted: either will do.</summary>
    public bool EitherDay => eitherDay;

    /// <summary>The days of the month on which it runs whatever weekday they are, or null if the weekday bears on it.</summary>
    public ulong? DaysAlone =>
        eitherDay
            ? weekdays == CronField.Weekday.Every || days == CronField.Day.Every
                ? CronField.Day.Every
                : null
            : weekdays == CronField.Weekday.Every
                ? days
                : null;

    /// <summary>The weekdays on which it runs whatever date they are, or null if the date bears on it.</summary>
    public ulong? WeekdaysAlone => !eitherDay && days == CronField.Day.Every ? weekdays : null;

    /// <summary>Whether no calendar has such a day (31 February).</summary>
    public bool NeverCome => Next(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc), inclusive: true) is null;

    /// <summary>The first time strictly after a moment, both UTC; null if none comes before the year 2500.</summary>
    public DateTime? NextAfter(DateTime utc, TimeZoneInfo zone) =>
        hours == CronField.Hour.Every ? NextThatPasses(utc, new WallClock(zone)) : NextThatIsShown(utc, new WallClock(zone));

    private DateTime? NextThatPasses(DateTime after, WallClock clock)
    {
        var (at, inclusive) = (after, false);
        while (Next(clock.At(at), inclusive) is { } wall)
        {
            var reached = at + (wall - clock.At(at));
            if (clock.ChangeIn(at, reached) is not { } change)
                return reached;
            (at, inclusive) = (change, true);
        }

        return null;
    }

    private DateTime? NextThatIsShown(DateTime after, WallClock clock)
    {
        if (Next(clock.LatestShownBy(after), inclusive: false) is not { } wall)
            return null;
        for (var at = wall - WallClock.Farthest > after ? wall - WallClock.Farthest : after; ; )
        {
            var reached = at + (wall - clock.At(at));
            if (clock.ChangeIn(at, reached) is not { } change)
                return reached;
            if (clock.At(change) >= wall)
                return change;
            at = change;
        }
    }

    private DateTime? Next(DateTime wall, bool inclusive) => _expressions.Min(expression => expression.GetNextOccurrence(wall, inclusive));

    /// <summary>Written as plain lists, so that nothing which Cronos knows beyond crontab(5) comes in.</summary>
    private static CronExpression Expression(params ulong[] fields) => CronExpression.Parse(string.Join(' ', fields.Select(Listed)));

    private static string Listed(ulong values) => string.Join(',', Enumerable.Range(0, 60).Where(value => (values >> value & 1) == 1));
}
