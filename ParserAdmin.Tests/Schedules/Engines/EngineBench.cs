using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Schedules.Engines.Coravel;
using ParserAdmin.Core.Schedules.Engines.Quartz;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Schedules.Engines;

/// <summary>The engines that keep the contract.</summary>
public enum TestedEngine
{
    Coravel,

    /// <summary>In memory, as on SQLite.</summary>
    QuartzInMemory,

    /// <summary>Clustered, on a real PostgreSQL.</summary>
    QuartzOnPostgres,
}

/// <summary>An engine on the test's clock, with work that the test looks into.</summary>
internal sealed class EngineBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly TimeSpan _pause;

    private EngineBench(ServiceProvider services, TestedEngine engine, ManualTimeProvider clock, FakeSlotWork work)
    {
        (_services, Clock, Work) = (services, clock, work);

        // The test's clock runs far ahead of the real one, in which a store needs its time: on its way a call is late by that.
        (_pause, MostLate) =
            engine == TestedEngine.QuartzOnPostgres
                ? (TimeSpan.FromMilliseconds(25), TimeSpan.FromSeconds(6))
                : (TimeSpan.FromMilliseconds(2), TimeSpan.FromSeconds(2));
    }

    /// <summary>How late a call may come on the test's clock where nothing else holds it up.</summary>
    public TimeSpan MostLate { get; }

    public ManualTimeProvider Clock { get; }

    public FakeSlotWork Work { get; }

    public IScheduleEngine Engine => _services.GetRequiredService<IScheduleEngine>();

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <param name="before">Done before the engine starts.</param>
    /// <param name="connection">A database that the test has; a new one where there is to be one.</param>
    public static async Task<EngineBench> StartAsync(
        TestedEngine engine,
        DateTime? start = null,
        Func<EngineBench, Task>? before = null,
        string? connection = null
    )
    {
        var clock = start is { } at ? new ManualTimeProvider(new DateTimeOffset(at)) : new ManualTimeProvider();
        var work = new FakeSlotWork(clock);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IHostApplicationLifetime, TestLifetime>();
        services.AddSingleton<ISlotWork>(work);
        if (engine == TestedEngine.Coravel)
        {
            services.AddCoravelEngine();
        }
        else
        {
            services.AddQuartzEngine(
                engine == TestedEngine.QuartzInMemory
                    ? new DatabaseOptions()
                    : new DatabaseOptions
                    {
                        Provider = "postgres",
                        ConnectionString = connection ?? await PostgresServer.CreateEmptyDatabaseAsync(),
                    }
            );
        }

        var bench = new EngineBench(services.BuildServiceProvider(), engine, clock, work);
        if (before is not null)
            await before(bench);
        foreach (var hosted in bench._services.GetServices<IHostedService>())
            await hosted.StartAsync(CancellationToken.None);
        await bench.UntilAsync(() => work.Looks > 0, "the first beat");
        return bench;
    }

    public Task ArmAsync(DateTime? at) => Engine.ArmAsync(at, CancellationToken.None);

    public Task WakeAsync() => Engine.WakeAsync(CancellationToken.None);

    /// <summary>
    /// Lets time go by in small steps, so that everything that waits is set anew in between, until something has come about.
    /// </summary>
    public async Task GoOnUntilAsync(Func<bool> condition, TimeSpan longest, string what)
    {
        var step = longest < TimeSpan.FromMinutes(5) ? TimeSpan.FromMilliseconds(250) : longest / 500;
        for (var until = Now + longest; Now < until && !condition(); )
        {
            Clock.Advance(step);
            await Task.Delay(_pause);
        }

        await UntilAsync(condition, what);
    }

    public async Task UntilAsync(Func<bool> condition, string what)
    {
        for (var i = 0; i < 4_000 && !condition(); i++)
            await Task.Delay(5);
        if (!condition())
            throw new TimeoutException($"Not within 20 s: {what}");
    }

    public async ValueTask DisposeAsync()
    {
        Work.Release();
        foreach (var hosted in _services.GetServices<IHostedService>().Reverse())
            await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}

/// <summary>Slots of its own: what is due is recorded with the time at which it was.</summary>
internal sealed class FakeSlotWork(TimeProvider clock) : ISlotWork
{
    private readonly Lock _lock = new();
    private readonly List<DateTime> _recorded = [];
    private readonly List<DateTime> _slots = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _looks;
    private int _starts;

    /// <summary>The slot that comes next, and how the one after a moment is found.</summary>
    public DateTime? Next { get; set; }

    public Func<DateTime, DateTime?> After { get; set; } = _ => null;

    public Exception? Failure { get; set; }

    public bool Hangs { get; set; }

    public bool StartsHang { get; set; }

    public int Looks => Volatile.Read(ref _looks);

    public int Starts => Volatile.Read(ref _starts);

    /// <summary>When slots were recorded.</summary>
    public IReadOnlyList<DateTime> Recorded
    {
        get
        {
            lock (_lock)
                return [.. _recorded];
        }
    }

    /// <summary>The slots that were taken, each by the time it was due.</summary>
    public IReadOnlyList<DateTime> Slots
    {
        get
        {
            lock (_lock)
                return [.. _slots];
        }
    }

    public async Task<DateTime?> DueAsync(CancellationToken token)
    {
        Interlocked.Increment(ref _looks);
        if (Hangs)
            await _released.Task;
        if (Failure is { } failure)
            throw failure;
        lock (_lock)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (Next <= now)
            {
                _slots.Add(Next.Value);
                _recorded.Add(now);
                Next = After(now);
            }

            return Next;
        }
    }

    public async Task StartAsync(CancellationToken token)
    {
        Interlocked.Increment(ref _starts);
        if (StartsHang)
            await _released.Task;
        if (Failure is { } failure)
            throw failure;
    }

    public void Release() => _released.TrySetResult();
}
