using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Tests.Execution;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using ParserAdmin.Tests.Schedules.Timing;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>
/// A year of slots, from due to due, through the real ledger, admission and runs: what pages and API tell of each beforehand is what comes.
/// The year has a day that a zone left out (Pacific/Apia had no 30 December 2011). YEAR_SEED=n picks other moments.
/// </summary>
public sealed class SimulatedYearTests(ITestOutputHelper output)
{
    private static readonly DateTime Begin = new(2011, 6, 1, 0, 0, 7, DateTimeKind.Utc);
    private static readonly DateTime End = Begin.AddYears(1);

    private static readonly (string Source, string? Cron, string Zone, TimeSpan Interval)[] Plans =
    [
        ("gap", "30 2 20-31 3,10 *", "Europe/Berlin", default), // in the hour that is left out, or comes twice
        ("either", "0 1-3 1-7 3,11 SUN", "America/New_York", default),
        ("half", "*/15 1-2 1-3 4,10 *", "Australia/Lord_Howe", default), // half an hour forward and back
        ("hourly", "0 * 25,30 3,10 *", "Europe/Berlin", default),
        ("daily", "@daily", "Pacific/Apia", default),
        ("skipped", "0 12 29-31 12 *", "Pacific/Apia", default),
        ("midnight", "15 0 1-14 3,4,10,11 *", "America/Havana", default),
        ("weekly", "@weekly", "Asia/Kathmandu", default),
        ("monthly", "@monthly", "UTC", default),
        ("friday", "0 6 13 * FRI", "America/New_York", default),
        ("ramadan", "0 0-4 28-31 7,8 *", "Africa/Casablanca", default),
        ("odd", null, "UTC", TimeSpan.FromMinutes((60 * 60) + 7)),
    ];

    private readonly Random _random = new(Seed);

    /// <summary>What came, by schedule: the times that were told.</summary>
    private readonly Dictionary<string, List<DateTime>> _came = [];

    /// <summary>What a page told, now and then, of the runs that follow.</summary>
    private readonly List<(string Schedule, IReadOnlyList<DateTime> Next)> _told = [];

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("YEAR_SEED"), out var given) ? given : 20111230;

    [Fact]
    public async Task Due_OverAYear_EverySlotComesWhenItWasForetold()
    {
        output.WriteLine($"YEAR_SEED={Seed}");
        var task = new FakeInvocable();
        await using var host = await CoreHost.CreateAsync(
            configure: services => services.RemoveAll<IInvocable>().AddSingleton<IInvocable>(task),
            clock: new ManualTimeProvider(Begin)
        );
        await ArrangeAsync(host);
        var overYear = await OverYearAsync(host);

        var due = await host.Get<ISlotWork>().DueAsync(CancellationToken.None);
        var known = await EndRunsAsync(host, 0);
        for (var forecast = await ForecastAsync(host); due < End; forecast = await ForecastAsync(host))
        {
            Assert.Equal(due, forecast.Values.Min());
            if (_random.Next(15) == 0)
                _told.AddRange((await host.Get<ScheduleOverviews>().ListAsync(null, 50, CancellationToken.None)).Select(Told));

            // An engine is never early, and a little late.
            host.Clock.Advance(due.Value - Now(host) + TimeSpan.FromMilliseconds(_random.Next(0, 300)));
            due = await host.Get<ISlotWork>().DueAsync(CancellationToken.None);
            var expected = forecast.Where(run => run.Value <= Now(host)).ToDictionary();
            Assert.Equal(expected.Keys.Order(), (await SlotsAsync(host, known)).Order());
            foreach (var (schedule, at) in expected)
                _came[schedule].Add(at);
            known = await EndRunsAsync(host, known);
        }

        output.WriteLine($"{_came.Values.Sum(times => times.Count)} slots");
        AssertAsTold(overYear);
        AssertAsByHand();
    }

    private async Task ArrangeAsync(CoreHost host)
    {
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        foreach (var (source, cron, zone, interval) in Plans)
        {
            await host.AddSourceAsync(source);
            await host.EditAsync(
                Id(source),
                edit =>
                    edit with
                    {
                        FollowSetting = false,
                        Cron = cron,
                        IntervalSeconds = cron is null ? (int)interval.TotalSeconds : null,
                        TimeZone = zone,
                    }
            );
            _came[Id(source)] = [];
        }

        var many = new SettingsPatch(null, new Dictionary<string, int> { ["maxConcurrency"] = Plans.Length }, null);
        var version = (await host.SettingsAsync()).Version;
        Assert.True(
            (
                await host.Get<SafetyCommands>().ChangeAsync(Actors.Admin, many, "all may run at once", version, CancellationToken.None)
            ).Succeeded
        );
        await host.SwitchToAutoAsync();
        await host.Get<SlotLedger>().RefreshAsync(distrust: true, CancellationToken.None);
    }

    /// <summary>
    /// What each schedule would do in a whole year, told on its first day; intervals, which begin at once, after their first run.
    /// </summary>
    private static async Task<Dictionary<string, List<DateTime>>> OverYearAsync(CoreHost host) =>
        (await host.Get<ScheduleQueries>().AllAsync(CancellationToken.None))
            .Where(view => view.Armed)
            .ToDictionary(view => view.Id, view => view.Timing.Next(Begin, null, 1_000).TakeWhile(time => time < End).ToList());

    private static async Task<Dictionary<string, DateTime>> ForecastAsync(CoreHost host) =>
        (await host.Get<ScheduleForecast>().NextRunsAsync(CancellationToken.None)).ToDictionary(run => run.ScheduleId, run => run.At);

    /// <summary>The schedules of the slots that were recorded since, each as a run.</summary>
    private static async Task<List<string?>> SlotsAsync(CoreHost host, int known)
    {
        await using var context = await host.OpenAsync();
        var jobs = await context.Set<ParserJob>().AsNoTracking().OrderBy(job => job.Id).Skip(known).ToListAsync();
        Assert.DoesNotContain(jobs, job => job.Trigger != JobTrigger.Schedule || job.Status == JobStatus.Skipped);
        return [.. jobs.Select(job => job.ScheduleId)];
    }

    /// <returns>How many jobs there are.</returns>
    private static async Task<int> EndRunsAsync(CoreHost host, int known)
    {
        await host.PumpAsync(host.Get<RunStarter>().WhenAllEndedAsync());
        await using var context = await host.OpenAsync();
        return known + await context.Set<ParserJob>().OrderBy(job => job.Id).Skip(known).CountAsync();
    }

    private static (string Schedule, IReadOnlyList<DateTime> Next) Told(ScheduleOverview overview) => (overview.View.Id, overview.Next);

    private void AssertAsTold(Dictionary<string, List<DateTime>> overYear)
    {
        foreach (var (schedule, times) in _came)
            Assert.Equal(overYear[schedule], times);
        Assert.NotEmpty(_told);
        foreach (var (schedule, next) in _told.Where(told => _came.ContainsKey(told.Schedule)))
            Assert.Equal(next.TakeWhile(time => time < End), _came[schedule].Where(time => time >= next[0]).Take(next.Count));
    }

    /// <summary>The same, found minute by minute.</summary>
    private void AssertAsByHand()
    {
        var words = new Dictionary<string, string>
        {
            ["@daily"] = "0 0 * * *",
            ["@weekly"] = "0 0 * * 0",
            ["@monthly"] = "0 0 1 * *",
        };
        foreach (var (source, cron, zone, _) in Plans.Where(plan => plan.Cron is not null))
        {
            var year = new WallYear(zone, Begin.AddSeconds(-Begin.Second));
            var times = BruteCron.Parse(words.GetValueOrDefault(cron!, cron!))!.After(Begin, year, 1_000).TakeWhile(time => time < End);
            Assert.Equal(times, _came[Id(source)]);
        }
    }

    private static string Id(string source) => $"catalog-sync:{source}";

    private static DateTime Now(CoreHost host) => host.Clock.UtcMilliseconds();
}
