using System.Reflection;
using Microsoft.Data.Sqlite;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Timing;
using ParserAdmin.Tests.Hosting;
using Xunit;
using Xunit.Sdk;

namespace ParserAdmin.Tests.Schedules.Engines;

/// <summary>What every engine keeps, whichever it is.</summary>
public sealed class EngineContractTests
{
    [Theory, EachEngine]
    public async Task Arm_Ahead_CallsAtTheInstantAndNeverBefore(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        var at = bench.Now.AddSeconds(12.5);
        bench.Work.Next = at;
        await bench.ArmAsync(at);

        await bench.GoOnUntilAsync(() => bench.Work.Recorded.Count > 0, TimeSpan.FromSeconds(30), "the slot");

        Assert.InRange(Assert.Single(bench.Work.Recorded), at, at + bench.MostLate);
    }

    [Theory, EachEngine]
    public async Task Arm_AheadOfTheBeat_CallsOnceAtTheInstant(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        var looks = bench.Work.Looks;
        await bench.ArmAsync(bench.Now.AddSeconds(2));

        await bench.GoOnUntilAsync(() => bench.Work.Looks > looks, TimeSpan.FromSeconds(4), "the alarm, for no beat is due yet");
    }

    [Theory, EachEngine]
    public async Task Arm_SoonerAndLaterAndNothing_TheSoonerHolds(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        var at = bench.Now.AddSeconds(3);
        bench.Work.Next = at;
        await bench.ArmAsync(bench.Now.AddHours(3));
        await bench.ArmAsync(at);

        // Of somebody who looked before the slot was there, and says so after it was armed.
        await bench.ArmAsync(bench.Now.AddHours(2));
        await bench.ArmAsync(null);

        await bench.GoOnUntilAsync(() => bench.Work.Recorded.Count > 0, TimeSpan.FromSeconds(4), "the slot, for no beat is due yet");

        Assert.InRange(Assert.Single(bench.Work.Recorded), at, at + bench.MostLate);
    }

    [Theory, EachEngine]
    public async Task Due_AnswersTheNext_IsCalledThenAgainAndAgain(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        var first = bench.Now.AddSeconds(2);
        bench.Work.After = now => now.AddSeconds(2);
        bench.Work.Next = first;
        await bench.ArmAsync(first);

        await bench.GoOnUntilAsync(() => bench.Work.Recorded.Count >= 4, TimeSpan.FromSeconds(40), "four slots");

        var recorded = bench.Work.Recorded;
        Assert.All(
            recorded.Zip(recorded.Skip(1)),
            pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2) + bench.MostLate)
        );
    }

    [Theory, EachEngine]
    public async Task Wake_WhileTheSlotsHang_StartsAtOnce(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        bench.Work.Hangs = true;
        var looks = bench.Work.Looks;
        await bench.ArmAsync(bench.Now.AddSeconds(-1));
        await bench.UntilAsync(() => bench.Work.Looks > looks, "the look that hangs");

        await bench.WakeAsync();

        await bench.UntilAsync(() => bench.Work.Starts > 0, "the start, although the clock stands still");
    }

    [Theory, EachEngine]
    public async Task Arm_WhileAStartHangs_CallsAtTheInstant(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        bench.Work.StartsHang = true;
        await bench.WakeAsync();
        await bench.UntilAsync(() => bench.Work.Starts > 0, "the start that hangs");
        bench.Work.Next = bench.Now;

        await bench.ArmAsync(bench.Work.Next);

        await bench.UntilAsync(() => bench.Work.Recorded.Count == 1, "the slot, although the clock stands still");
    }

    [Theory, EachEngine]
    public async Task Wake_AgainAfterAStartHasBegun_StartsAgain(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        for (var wakes = 1; wakes <= 3; wakes++)
        {
            var before = bench.Work.Starts;
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bench.WakeAsync()));
            await bench.UntilAsync(() => bench.Work.Starts > before, "a start after the wake");
        }
    }

    [Theory, EachEngine]
    public async Task Work_Throws_IsCalledAgainBySoonAndTheSlotIsKept(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        bench.Work.Failure = new SqliteException("disk I/O error", 10);
        var (looks, at) = (bench.Work.Looks, bench.Now.AddSeconds(1));
        bench.Work.Next = at;
        await bench.ArmAsync(at);
        await bench.WakeAsync();
        await bench.GoOnUntilAsync(() => bench.Work.Looks > looks && bench.Work.Starts > 0, TimeSpan.FromSeconds(20), "calls that fail");
        Assert.Empty(bench.Work.Recorded);

        bench.Work.Failure = null;

        // No one arms it again: the database came back, and nobody knows.
        await bench.GoOnUntilAsync(() => bench.Work.Recorded.Count == 1, IScheduleEngine.Beat * 3, "the slot after the outage");
        await bench.WakeAsync();
        var starts = bench.Work.Starts;
        await bench.UntilAsync(() => bench.Work.Starts >= starts, "starts go on");
    }

    [Theory, EachEngine]
    public async Task Arm_InThePastBeforeTheStart_CallsAtOnce(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(
            engine,
            before: bench =>
            {
                bench.Work.Next = bench.Now.AddHours(-3);
                return bench.ArmAsync(bench.Work.Next);
            }
        );

        await bench.UntilAsync(() => bench.Work.Recorded.Count == 1, "the slot, although the clock stands still");
    }

    [Theory, EachEngine]
    public async Task Clock_SetForward_TheSlotComesWithinABeat(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        bench.Work.Next = bench.Now.AddHours(1);
        await bench.ArmAsync(bench.Work.Next);
        bench.Clock.Set(TimeSpan.FromHours(26));

        await bench.GoOnUntilAsync(() => bench.Work.Recorded.Count == 1, IScheduleEngine.Beat * 3, "the slot");
    }

    [Theory, EachEngine]
    public async Task Clock_SetBack_GoesOnBeatingAndKeepsTheSlotOfTheNewTime(TestedEngine engine)
    {
        await using var bench = await EngineBench.StartAsync(engine);
        bench.Work.Next = bench.Now.AddSeconds(30);
        await bench.ArmAsync(bench.Work.Next);
        bench.Clock.Set(TimeSpan.FromHours(-26));
        var at = bench.Now.AddSeconds(40);
        bench.Work.Next = at;
        var looks = bench.Work.Looks;

        await bench.GoOnUntilAsync(() => bench.Work.Looks > looks, IScheduleEngine.Beat * 4, "a beat in the new time");
        await bench.GoOnUntilAsync(() => bench.Work.Recorded.Count == 1, TimeSpan.FromSeconds(60), "the slot in the new time");

        Assert.InRange(bench.Work.Recorded[0], at, at + bench.MostLate);
    }

    [Theory, EachEngine]
    public async Task Nights_OfTheChangeOfClocks_EachDayHasItsRun(TestedEngine engine)
    {
        foreach (var (from, expected) in new[] { ("2026-03-28T00:00Z", "01:30 01:00 00:30"), ("2026-10-24T00:00Z", "00:30 00:30 01:30") })
        {
            var timing = new ScheduleTiming(null, "30 2 * * *", "Europe/Berlin");
            var start = DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
            await using var bench = await EngineBench.StartAsync(engine, start);
            bench.Work.After = now => timing.Next(now, null, 1)[0];
            bench.Work.Next = bench.Work.After(bench.Now);
            await bench.ArmAsync(bench.Work.Next);

            await bench.GoOnUntilAsync(() => bench.Work.Recorded.Count == 3, TimeSpan.FromHours(60), "three nights");

            // Not when they were taken: a step of the clock is minutes here, and a call takes a few, on a busy machine many.
            var due = expected
                .Split(' ')
                .Select((time, day) => start.Date.AddDays(day) + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(due, bench.Work.Slots);
        }
    }
}

/// <summary>Once per engine; without PostgreSQL on this machine that of several nodes is left out.</summary>
internal sealed class EachEngineAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Enum.GetValues<TestedEngine>()
            .Where(engine => engine != TestedEngine.QuartzOnPostgres || PostgresServer.SkipReason is null)
            .Select(engine => new object[] { engine });
}
