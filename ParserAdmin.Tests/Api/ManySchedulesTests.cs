using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.Api;

/// <summary>
/// What people look at, on a program with ten schedules and on one with a thousand that have run some minutes: it asks the database as
/// often, and does not take a time that only many questions would take. How long that is in milliseconds, the benchmarks say.
/// </summary>
[Collection(PortalHostCollection.Name)]
public sealed class ManySchedulesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Few = 10;
    private const int Many = 1_000;
    private const int Minutes = 5;
    private const int Rounds = 15;

    /// <summary>A hundred times the schedules; who asked for each of them by itself would need about as many times longer.</summary>
    private const int MostTimesLonger = 30;

    private static readonly (string What, Func<PortalHost, Task> Look)[] Looks =
    [
        ("GET /scheduler/jobs", host => GetAsync(host, "/scheduler/jobs")),
        ("GET /admin/parser/dashboard", host => GetAsync(host, "/admin/parser/dashboard")),
        ("GET /tasks/recent", host => GetAsync(host, "/tasks/recent")),
        ("the dashboard", host => host.Services.GetRequiredService<DashboardReader>().ReadAsync(CancellationToken.None)),
        ("the schedules page", ReadSchedulesAsync),
    ];

    private readonly Statements _statements = new();
    private readonly PortalHost _few = new();
    private readonly PortalHost _many = new();

    public async Task InitializeAsync()
    {
        await _few.InitializeAsync();
        await _many.InitializeAsync();
        await SeedAsync(_few.Services, Few);
        await SeedAsync(_many.Services, Many);
    }

    public async Task DisposeAsync()
    {
        await _few.DisposeAsync();
        await _many.DisposeAsync();
        _statements.End();
    }

    [Fact]
    public async Task Look_AThousandSchedules_AsksNoMoreThanWithTenAndTakesNotSoMuchLonger()
    {
        foreach (var (what, look) in Looks)
        {
            var (few, many) = ((Statements: int.MaxValue, Time: TimeSpan.MaxValue), (Statements: int.MaxValue, Time: TimeSpan.MaxValue));

            // In turn, so that a machine that is busy is so for both; the quickest of each, which nothing held up.
            for (var round = 0; round < Rounds; round++)
                (few, many) = (Less(few, await LookAsync(_few, look)), Less(many, await LookAsync(_many, look)));

            var times = many.Time / few.Time;
            output.WriteLine(
                $"{what}: {few.Statements} and {many.Statements} statements, {few.Time.TotalMilliseconds:F1} and "
                    + $"{many.Time.TotalMilliseconds:F1} ms, {times:F1} times longer"
            );
            Assert.InRange(few.Statements, 1, 40);
            Assert.Equal((what, few.Statements), (what, many.Statements));
            Assert.True(times < MostTimesLonger, $"{what} took {times:F0} times longer with {Many} schedules than with {Few}");
        }
    }

    private async Task<(int Statements, TimeSpan Time)> LookAsync(PortalHost host, Func<PortalHost, Task> look)
    {
        using var activity = new Activity("look").Start();
        var began = Stopwatch.GetTimestamp();
        await look(host);
        return (_statements.Of(activity), Stopwatch.GetElapsedTime(began));
    }

    private static (int Statements, TimeSpan Time) Less((int Statements, TimeSpan Time) one, (int Statements, TimeSpan Time) other) =>
        (Math.Min(one.Statements, other.Statements), one.Time < other.Time ? one.Time : other.Time);

    private static async Task GetAsync(PortalHost host, string path) => (await host.Admin.GetAsync(path)).Expect(200);

    private static async Task ReadSchedulesAsync(PortalHost host)
    {
        await host.Services.GetRequiredService<ScheduleOverviews>().PageAsync(null, null, null, 100, CancellationToken.None);
        (await host.Services.GetRequiredService<ScheduleCalendar>().ReadAsync(CancellationToken.None)).Hours(TimeZoneInfo.Utc, 7);
    }

    /// <summary>Each schedule ran each minute; a slot in ten was skipped.</summary>
    private static async Task SeedAsync(IServiceProvider services, int schedules)
    {
        var now = services.GetRequiredService<TimeProvider>().UtcMilliseconds();
        await using (var context = await services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync())
        {
            for (var number = 0; number < schedules; number++)
            {
                var id = $"shop-{number}";
                context.Add(Source.Create(id, $"Shop {number}", "catalog", TestSources.Yaml(id), "test", now));
                context.Add(Schedule.Create(CatalogSync.Definition, id, "test", now));
                for (var minute = Minutes; minute > 0; minute--)
                    context.Add(Job(id, number + minute, now.AddMinutes(-minute).AddMilliseconds(number)));
            }

            await context.SaveChangesAsync();
        }

        await services.GetRequiredService<SlotLedger>().RefreshAsync(distrust: false, CancellationToken.None);
    }

    private static ParserJob Job(string source, int number, DateTime at)
    {
        var schedule = $"catalog-sync:{source}";
        var job = ParserJob.Request("catalog-sync", source, JobTrigger.Schedule, "system", JobParameters.None, 0, at, schedule);
        if (number % 10 == 0)
        {
            job.Skip("The run before this one has not ended", at);
            return job;
        }

        job.Start("node-1", Guid.NewGuid(), 0, at);
        job.Succeed(new JobCounts { ItemsProcessed = 20, ItemsNew = 1 }, at.AddSeconds(1));
        return job;
    }

    /// <summary>
    /// Counts the statements of one look, wherever in this process they are sent: also behind HTTP, whose requests name the activity that
    /// they belong to. What the program does by itself meanwhile does not count.
    /// </summary>
    private sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly Dictionary<ActivityTraceId, int> _counts = [];
        private readonly List<IDisposable> _subscriptions = [];

        // Before any host: who found that nobody listens does not look again for a while.
        public Statements() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public int Of(Activity activity)
        {
            lock (_counts)
                return _counts.GetValueOrDefault(activity.TraceId);
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                var subscription = value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name);
                lock (_counts)
                    _subscriptions.Add(subscription);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key != RelationalEventId.CommandExecuting.Name || Activity.Current is not { } activity)
                return;
            lock (_counts)
                _counts[activity.TraceId] = _counts.GetValueOrDefault(activity.TraceId) + 1;
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void End()
        {
            lock (_counts)
                _subscriptions.ForEach(subscription => subscription.Dispose());
        }
    }
}
