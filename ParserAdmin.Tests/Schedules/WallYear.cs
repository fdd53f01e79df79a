namespace ParserAdmin.Tests.Schedules;

/// <summary>What a zone's clock on the wall shows in each minute of some 400 days. A wall time is a number of minutes since 1970.</summary>
internal sealed class WallYear
{
    private const int Minutes = 400 * 24 * 60;

    public WallYear(string zone, DateTime start)
    {
        (Zone, Start) = (zone, start);
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var (first, jumps, shown) = (0, false, int.MinValue);
        for (var minute = 0; minute < Minutes; minute++)
        {
            var utc = Utc(minute);
            Shows[minute] = (int)((utc + info.GetUtcOffset(utc) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMinute);
            shown = minute == 0 ? Shows[0] - 1 : shown;
            if (minute > 0 && Time(Shows[minute]).Date != Time(Shows[minute - 1]).Date)
            {
                Days.Add((first, minute, jumps));
                (first, jumps) = (minute, false);
            }

            ShownBefore[minute] = shown;
            jumps |= Shows[minute] > shown + 1;
            shown = Math.Max(shown, Shows[minute]);
        }

        Days.Add((first, Minutes, jumps));
    }

    public string Zone { get; }

    public DateTime Start { get; }

    public DateTime End => Utc(Minutes);

    public int[] Shows { get; } = new int[Minutes];

    /// <summary>The latest time that it showed in any minute before.</summary>
    public int[] ShownBefore { get; } = new int[Minutes];

    /// <summary>Stretches of one date, and whether the clock was set forward in them or into them.</summary>
    public List<(int First, int End, bool Jumps)> Days { get; } = [];

    public static DateTime Time(int wallMinute) => DateTime.UnixEpoch.AddMinutes(wallMinute);

    public DateTime Utc(int minute) => Start.AddMinutes(minute);

    public int IndexOf(DateTime utc) => (int)Math.Floor((utc - Start).TotalMinutes);
}
