using ParserAdmin.Core.Data;
using ParserAdmin.Core.Schedules.Slots;

namespace ParserAdmin.Core.Schedules;

/// <summary>What the schedules start next, in order, and how much each hour holds; by the ledger of slots.</summary>
public sealed class ScheduleCalendar(ScheduleQueries schedules, SlotLedger ledger, TimeProvider clock)
{
    public async Task<UpcomingRuns> ReadAsync(CancellationToken cancellationToken)
    {
        var armed = (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed).ToList();
        var next = await ledger.NextRunsAsync(armed, cancellationToken);
        return new UpcomingRuns(UpcomingRun.Of(armed, next), clock.UtcMilliseconds());
    }
}

/// <summary>When a schedule fires.</summary>
/// <param name="At">UTC.</param>
public sealed record UpcomingRun(ScheduleView View, DateTime At)
{
    /// <summary>Of those that have a next run, soonest first.</summary>
    public static IReadOnlyList<UpcomingRun> Of(IReadOnlyList<ScheduleView> views, IReadOnlyDictionary<string, DateTime> next) =>
        [.. views.Where(view => next.ContainsKey(view.Id)).Select(view => new UpcomingRun(view, next[view.Id])).OrderBy(run => run.At)];
}

/// <summary>How many runs come due in an hour of a day.</summary>
public sealed record HourLoad(DateOnly Day, int Hour, int Runs);

/// <summary>What comes, as of one moment.</summary>
/// <param name="first">The next run of each schedule, soonest first.</param>
/// <param name="now">UTC.</param>
public sealed class UpcomingRuns(IReadOnlyList<UpcomingRun> first, DateTime now)
{
    /// <summary>Nobody plans for longer.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    /// <summary>The next runs of all schedules together, soonest first.</summary>
    public IReadOnlyList<UpcomingRun> Next(int most)
    {
        var ahead = new PriorityQueue<(ScheduleView View, IEnumerator<DateTime> Times), DateTime>();
        foreach (var run in first.Take(most))
            Enqueue(run.View, run.View.Timing.Until(run.At, now + Farthest).GetEnumerator());
        var runs = new List<UpcomingRun>();
        while (runs.Count < most && ahead.TryDequeue(out var next, out var at))
        {
            runs.Add(new UpcomingRun(next.View, at));
            Enqueue(next.View, next.Times);
        }

        return runs;

        void Enqueue(ScheduleView view, IEnumerator<DateTime> times)
        {
            if (times.MoveNext())
                ahead.Enqueue((view, times), times.Current);
        }
    }

    /// <summary>
    /// The rest of this day and the days after it, hour by hour as the clock on the wall of <paramref name="zone"/> shows them: an hour
    /// that comes twice in autumn is one, and one that does not come in spring is missing.
    /// </summary>
    public IReadOnlyList<HourLoad> Hours(TimeZoneInfo zone, int days)
    {
        var wall = Wall(now);
        var start = now - (wall - wall.Date.AddHours(wall.Hour));
        var last = DateOnly.FromDateTime(wall).AddDays(days - 1);
        var hours = new List<DateTime>();
        for (var hour = start; DateOnly.FromDateTime(Wall(hour)) <= last; hour = hour.AddHours(1))
            hours.Add(hour);
        var counts = new int[hours.Count];

        // Those of the same times are counted once: a thousand sources have a handful of different expressions.
        foreach (var alike in first.GroupBy(run => (run.View.Timing, run.At)))
        {
            foreach (var (hour, runs) in Count(alike.Key.Timing, alike.Key.At, start, hours.Count))
                counts[hour] += runs * alike.Count();
        }

        return
        [
            .. hours
                .Select((hour, at) => (Wall: Wall(hour), Runs: counts[at]))
                .GroupBy(hour => (Day: DateOnly.FromDateTime(hour.Wall), hour.Wall.Hour))
                .Select(hour => new HourLoad(hour.Key.Day, hour.Key.Hour, hour.Sum(each => each.Runs))),
        ];

        DateTime Wall(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
    }

    private static IEnumerable<(int Hour, int Runs)> Count(Timing.ScheduleTiming timing, DateTime at, DateTime start, int hours)
    {
        if (timing.Interval is not { } interval)
        {
            return timing
                .Until(at, start.AddHours(hours))
                .GroupBy(time => (int)(time - start).TotalHours)
                .Select(hour => (hour.Key, hour.Count()));
        }

        return Enumerable
            .Range(0, hours)
            .Select(hour => (hour, Before(start.AddHours(hour + 1)) - Before(start.AddHours(hour))))
            .Where(hour => hour.Item2 > 0);

        // How many runs lie before a moment.
        int Before(DateTime end) => end <= at ? 0 : (int)(1 + ((end - at).Ticks - 1) / interval.Ticks);
    }
}
