using System.Globalization;
using System.Text.RegularExpressions;

namespace ParserAdmin.Tests.Schedules.Timing;

/// <summary>
/// Cron once more, written from crontab(5) without a look at the product's: tables of what matches, asked minute after minute. Slow and
/// plain on purpose.
/// </summary>
internal sealed partial class BruteCron
{
    private readonly bool[] _minutes = new bool[60];
    private readonly bool[] _hours = new bool[24];
    private readonly bool[] _days = new bool[32];
    private readonly bool[] _months = new bool[13];
    private readonly bool[] _weekdays = new bool[8];
    private bool _either;

    private bool EveryHour => _hours.All(hour => hour);

    /// <summary>Null for what is none.</summary>
    public static BruteCron? Parse(string text)
    {
        var fields = text.Split(' ', '\t');
        var cron = new BruteCron();
        if (
            fields.Length != 5
            || !Fill(cron._minutes, 0, fields[0], [])
            || !Fill(cron._hours, 0, fields[1], [])
            || !Fill(cron._days, 1, fields[2], [])
            || !Fill(cron._months, 1, fields[3], ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
            || !Fill(cron._weekdays, 0, fields[4], ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
        )
        {
            return null;
        }

        cron._weekdays[0] |= cron._weekdays[7];
        cron._either = !fields[2].StartsWith('*') && !fields[4].StartsWith('*');
        return cron.ComesEver() ? cron : null;
    }

    /// <summary>
    /// The first so many moments after one, minute by minute over UTC: when the clock on the wall first shows a time or passes it; or, for
    /// every hour, whenever it shows one.
    /// </summary>
    public IEnumerable<DateTime> After(DateTime utc, WallYear year, int count)
    {
        var found = 0;
        var start = year.IndexOf(utc) + 1;
        foreach (var (first, end, jumps) in year.Days)
        {
            if (end <= start || (!jumps && !OnDay(WallYear.Time(year.Shows[first]))))
                continue;
            for (var minute = Math.Max(first, start); minute < end && found < count; minute++)
            {
                if (EveryHour ? !Matches(year.Shows[minute]) : !Passed(year.ShownBefore[minute], year.Shows[minute]))
                    continue;
                found++;
                yield return year.Utc(minute);
            }
        }
    }

    private bool Passed(int before, int now)
    {
        for (var minute = before + 1; minute <= now; minute++)
        {
            if (Matches(minute))
                return true;
        }

        return false;
    }

    private bool Matches(int wallMinute)
    {
        var time = WallYear.Time(wallMinute);
        return _minutes[time.Minute] && _hours[time.Hour] && OnDay(time);
    }

    private bool OnDay(DateTime time)
    {
        var (day, weekday) = (_days[time.Day], _weekdays[(int)time.DayOfWeek]);
        return _months[time.Month] && (_either ? day || weekday : day && weekday);
    }

    /// <summary>The calendar repeats after 400 years.</summary>
    private bool ComesEver()
    {
        for (var day = new DateTime(2000, 1, 1); day.Year < 2400; day = day.AddDays(1))
        {
            if (OnDay(day))
                return true;
        }

        return false;
    }

    private static bool Fill(bool[] table, int lowest, string field, string[] names)
    {
        foreach (var part in field.Split(','))
        {
            if (Part().Match(part) is not { Success: true } match)
                return false;
            var (from, to, step) = (lowest, table.Length - 1, 1);
            if (match.Groups["from"].Success)
            {
                from = to = Number(match.Groups["from"].Value, names);
                if (match.Groups["to"].Success)
                {
                    to = Number(match.Groups["to"].Value, names);
                    to = to == 0 && from > 0 && match.Groups["to"].Value.Equals("sun", StringComparison.OrdinalIgnoreCase) ? 7 : to;
                }
                else if (match.Groups["step"].Success)
                {
                    return false;
                }
            }

            if (match.Groups["step"].Success && ((step = Number(match.Groups["step"].Value, [])) < 1 || step > table.Length - 1))
                return false;
            if (from < lowest || to > table.Length - 1 || from > to)
                return false;
            for (var value = from; value <= to; value += step)
                table[value] = true;
        }

        return true;
    }

    private static int Number(string text, string[] names) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : text.Length == 3 ? Array.IndexOf(names, text.ToLowerInvariant())
        : -1;

    [GeneratedRegex(@"^(\*|(?<from>[0-9]+|[A-Za-z]+)(-(?<to>[0-9]+|[A-Za-z]+))?)(/(?<step>[0-9]+))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
