using System.Globalization;
using System.Text.RegularExpressions;
using ParserAdmin.Core.Schedules.Timing;
using Quartz;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Schedules.Timing;

/// <summary>
/// The product's cron against two judges: <see cref="BruteCron"/>, written here, and Quartz's, which has nothing in common with ours nor
/// with Cronos, which computes for it. CRON_SEED=n in the environment tries other expressions.
/// </summary>
public sealed partial class CronConformanceTests(ITestOutputHelper output)
{
    private const int Expressions = 20_000;
    private const int Runs = 8;

    private static readonly string[] MonthNames = ["JAN", "feb", "Mar", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "mon", "Tue", "WED", "THU", "FRI", "SAT"];
    private static readonly string[] Dirt =
    [
        "99",
        "60",
        "24",
        "32",
        "13",
        "8",
        "0",
        "-1",
        "",
        "5-2",
        "*/0",
        "*/61",
        "*-3",
        "1/5",
        "L",
        "15W",
        "MON#1",
        "?",
        "HELLO",
        "FRI-SUN",
        "1-",
        "/2",
        "**",
        "1--2",
        "*/2/2",
        "+1",
    ];

    /// <summary>With more runs than any of them has in a year.</summary>
    private static readonly (string Cron, int Most)[] Yearly =
    [
        ("*/30 * * * *", 18_000),
        ("30 2 * * *", 400),
        ("0 0 * * *", 400),
        ("15,45 */3 * * MON-FRI", 5_000),
        ("30 0-3 1,15 * SUN", 400),
    ];

    private static readonly Lazy<WallYear[]> Years = new(() =>
        [
            new("UTC", At(2026, 1, 1)),
            new("Europe/Berlin", At(2026, 1, 1)),
            new("America/New_York", At(2026, 1, 1)),
            new("Australia/Lord_Howe", At(2026, 1, 1)), // by half an hour
            new("Antarctica/Troll", At(2026, 1, 1)), // by two
            new("Africa/Casablanca", At(2026, 1, 1)), // back in Ramadan, forward after it
            new("America/Havana", At(2026, 1, 1)), // at midnight
            new("Asia/Kathmandu", At(1985, 7, 1)), // moved by a quarter, once
            new("Pacific/Apia", At(2011, 6, 1)), // no 30 December 2011
            new("Pacific/Kwajalein", At(1993, 1, 1)), // no 21 August 1993
        ]
    );

    [Fact]
    public void NextAfter_RandomExpressions_AgreesWithMinuteByMinuteOrBothRefuse()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CRON_SEED"), out var given) ? given : 20261129;
        output.WriteLine($"CRON_SEED={seed}");
        var random = new Random(seed);
        var (refused, judged) = (0, 0);
        for (var number = 0; number < Expressions; number++)
        {
            var text = Expression(random);
            var year = Years.Value[random.Next(Years.Value.Length)];
            var now = Moment(random, year);
            var brute = BruteCron.Parse(text);
            var (times, problem) = CronText.Read(text);
            Assert.True(
                (brute is null) == (times is null),
                $"'{text}': {(problem is null ? "accepted" : $"refused, \"{problem}\"")}, the other did not (seed {seed})"
            );
            if (brute is null || times is null)
            {
                refused++;
                continue;
            }

            var zone = TimeZoneInfo.FindSystemTimeZoneById(year.Zone);
            var found = new List<DateTime>();
            for (var next = times.NextAfter(now, zone); next < year.End && found.Count < Runs; next = times.NextAfter(next.Value, zone))
                found.Add(next.Value);
            var expected = brute.After(now, year, Runs).ToList();
            Assert.True(
                expected.SequenceEqual(found),
                $"'{text}' in {year.Zone} after {now:u}: {Text(found)}, but minute by minute {Text(expected)} (seed {seed})"
            );
            judged += AgreesWithQuartz(text, times, now, seed) ? 1 : 0;
        }

        output.WriteLine($"{refused} of {Expressions} were refused by both; Quartz agreed on {judged}");
        Assert.InRange(refused, Expressions / 20, Expressions / 2);
        Assert.InRange(judged, Expressions / 2, Expressions);
    }

    [Theory]
    [InlineData("Europe/Berlin", 2026, 1)]
    [InlineData("America/New_York", 2026, 1)]
    [InlineData("Australia/Lord_Howe", 2026, 1)]
    [InlineData("Africa/Casablanca", 2026, 1)]
    [InlineData("America/Havana", 2026, 1)]
    [InlineData("Pacific/Apia", 2011, 6)]
    [InlineData("Pacific/Kwajalein", 1993, 1)]
    public void Next_OverAYear_IsWhatFiresStepByStep(string zone, int year, int month)
    {
        var random = new Random(year);
        foreach (var (cron, most) in Yearly)
        {
            var timing = new ScheduleTiming(null, cron, zone);
            var (now, end) = (At(year, month, 1), At(year + 1, month, 1));
            var forecast = timing.Next(now, null, most).TakeWhile(time => time < end).ToList();
            var fired = new List<DateTime>();
            for (var slot = timing.NextAfter(now); slot < end; now = now.AddSeconds(random.Next(1, 50)))
            {
                // As an engine does: it looks now and then, finds a slot due, and computes the next from that moment, which is a little
                // late.
                if (now < slot)
                    continue;
                fired.Add(slot.Value);
                slot = timing.NextAfter(now);
            }

            Assert.Equal(forecast, fired);
            Assert.InRange(fired.Count, 200, most - 1);
        }
    }

    /// <summary>In UTC: what a change of the clocks means, each library decides for itself.</summary>
    /// <returns>Whether Quartz reads the expression as crontab(5) does.</returns>
    private static bool AgreesWithQuartz(string text, CronTimes times, DateTime now, int seed)
    {
        // By crontab(5) a day such as */2 narrows the weekdays, and one such as 1-31 does not; in Quartz it is the other way round.
        var fields = text.Split(' ', '\t');
        string[] days = [fields[2], fields[4]];
        if (days.All(day => day != "*") && days.Any(day => day[0] == '*'))
            return false;
        if (times.EitherDay && times.DaysAlone == CronField.Day.Every)
            return false;

        // From one Sunday to the next is a week; Quartz, whose weekdays begin with 1, makes one Sunday of both.
        if (WholeWeek().IsMatch(fields[4]))
            return false;
        if (!CronExpression.TryParse(text, CronFormat.Unix, out var quartz))
            return false;
        quartz = quartz.WithTimeZone(TimeZoneInfo.Utc);
        var (found, expected) = (new List<DateTime>(), new List<DateTime>());
        while (expected.Count < Runs && quartz.GetNextValidTimeAfter(expected.LastOrDefault(now)) is { } next)
            expected.Add(next.UtcDateTime);
        while (found.Count < Runs && times.NextAfter(found.LastOrDefault(now), TimeZoneInfo.Utc) is { } next)
            found.Add(next);
        Assert.True(
            expected.SequenceEqual(found),
            $"'{text}' in UTC after {now:u}: {Text(found)}, but Quartz {Text(expected)} (seed {seed})"
        );
        return true;
    }

    /// <summary>Half of them lie around a change of the clocks, where the year has one.</summary>
    private static DateTime Moment(Random random, WallYear year)
    {
        var changes = year.Days.Where(day => day.Jumps || day.End - day.First > 1440).ToList();
        var from =
            changes.Count > 0 && random.Next(2) == 0
                ? changes[random.Next(changes.Count)].First - 300 + random.Next(1800)
                : random.Next(380 * 1440);
        return year.Utc(Math.Max(0, from)).AddSeconds(random.Next(3) == 0 ? random.Next(60) : 0);
    }

    private static string Expression(Random random)
    {
        string[] fields =
        [
            Field(random, 0, 59),
            Field(random, 0, 23),
            Field(random, 1, 31),
            Field(random, 1, 12, MonthNames),
            Field(random, 0, 7, DayNames),
        ];
        if (random.Next(8) == 0)
        {
            fields[random.Next(5)] =
                random.Next(3) == 0 ? $"{fields[random.Next(5)]},{Dirt[random.Next(Dirt.Length)]}" : Dirt[random.Next(Dirt.Length)];
        }

        return string.Join(random.Next(20) == 0 ? '\t' : ' ', random.Next(100) == 0 ? [.. fields, "*"] : fields);
    }

    private static string Field(Random random, int min, int max, string[]? names = null) =>
        random.Next(10) < 4
            ? "*"
            : string.Join(
                ',',
                Enumerable.Range(0, random.Next(8) == 0 ? 1 + random.Next(4) : 1).Select(_ => Part(random, min, max, names))
            );

    private static string Part(Random random, int min, int max, string[]? names)
    {
        var (from, to) = (random.Next(min, max + 1), random.Next(min, max + 1));
        (from, to) = (Math.Min(from, to), Math.Max(from, to));
        return random.Next(5) switch
        {
            0 => $"*/{random.Next(1, max)}",
            1 => $"{Name(random, from, names)}-{Name(random, to, names)}",
            2 => $"{from}-{to}/{random.Next(1, 8)}",
            _ => Name(random, from, names),
        };
    }

    private static string Name(Random random, int value, string[]? names) =>
        names is not null && random.Next(2) == 0
            ? names[names.Length == 12 ? value - 1 : value % 7]
            : value.ToString(random.Next(10) == 0 ? "00" : "0", CultureInfo.InvariantCulture);

    private static DateTime At(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);

    [GeneratedRegex("(^|,)(0+|SUN)-0*7", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex WholeWeek();

    private static string Text(IEnumerable<DateTime> times) =>
        $"[{string.Join(", ", times.Select(time => time.ToString("u", CultureInfo.InvariantCulture)))}]";
}
