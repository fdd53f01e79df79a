using Coravel.Scheduling.Schedule;
using Coravel.Scheduling.Schedule.Mutex;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Schedules.Engines.Coravel;

/// <summary>
/// Coravel's scheduler on our clock, for one node. It holds two invocables, each on a worker of its own, and never more: not one a schedule. A pump
/// calls <see cref="Scheduler.RunAtAsync"/> at the earliest alarm, at a wake and at each beat, and sleeps otherwise. It does not wait for the
/// workers: one that hangs must not hold the other. Coravel's own host, cron, zones, overlap guard and queue are not used.
/// </summary>
public sealed class CoravelEngine : BackgroundService, IScheduleEngine
{
    /// <summary>After a look that failed: the database may be back.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>At the end nothing waits longer than this for work that hangs.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(3);

    private readonly Scheduler _scheduler;
    private readonly CoravelWorker _slots = new();
    private readonly CoravelWorker _starts = new();
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _clock;
    private readonly ILogger<CoravelEngine> _logger;
    private readonly Lock _lock = new();
    private TaskCompletionSource _signal = NewSignal();
    private DateTime? _earliest;
    private long _armings;

    public CoravelEngine(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<CoravelEngine> logger)
    {
        (_lifetime, _clock, _logger) = (lifetime, clock, logger);
        _scheduler = new Scheduler(new InMemoryMutex(), scopes, null);
        _scheduler.OnError(failed => logger.LogError(failed, "The scheduler's work failed; it is called again"));

        // Every pumped moment is one of theirs; whether they have anything to do then, their workers say.
        _scheduler.OnWorker("slots").Schedule<DueSlotsInvocable>().EverySecond().When(() => Task.FromResult(_slots.TryBegin()));
        _scheduler.OnWorker("starts").Schedule<StartsInvocable>().EverySecond().When(() => Task.FromResult(_starts.TryBegin()));
    }

    public Task ArmAsync(DateTime? earliest, CancellationToken token)
    {
        Arm(earliest);
        return Task.CompletedTask;
    }

    public Task WakeAsync(CancellationToken token)
    {
        _starts.Ask();
        Signal();
        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _scheduler.CancelAllCancellableTasks();
        var patience = Task.Delay(LastPatience, _clock, cancellationToken);
        while (!patience.IsCompleted)
        {
            var signal = SignalAsync();
            if (!_slots.IsWorking && !_starts.IsWorking)
                return;
            await Task.WhenAny(signal, patience);
        }
    }

    /// <summary>What the invocable of the slots does: a look, and the alarm that comes of it.</summary>
    internal async Task CheckAsync(Func<Task<DateTime?>> due)
    {
        long before;
        lock (_lock)
            before = _armings;
        try
        {
            var next = await due();

            // Who armed meanwhile may know of something that this look did not see yet.
            lock (_lock)
                _earliest = before == _armings ? next : Earlier(next, _earliest);
        }
        catch
        {
            lock (_lock)
                _earliest = Earlier(_clock.GetUtcNow().UtcDateTime + Pause, _earliest);
            throw;
        }
        finally
        {
            _slots.End();
            Signal();
        }
    }

    internal async Task StartsAsync(Func<Task> start)
    {
        try
        {
            await start();
        }
        finally
        {
            _starts.End();
            Signal();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        long? beat = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var signal = SignalAsync();
            if (beat is null || _clock.GetElapsedTime(beat.Value) >= IScheduleEngine.Beat)
            {
                beat = _clock.GetTimestamp();
                _slots.Ask();
            }

            var now = _clock.GetUtcNow().UtcDateTime;
            if (TakeAlarm(now))
                _slots.Ask();
            if (_slots.MayBegin || _starts.MayBegin)
                _ = _scheduler.RunAtAsync(now);
            await SleepAsync(now, IScheduleEngine.Beat - _clock.GetElapsedTime(beat.Value), signal, stoppingToken);
        }
    }

    /// <summary>No job begins before the program answers: what it fetches may be its own demo.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = _lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }

    private async Task SleepAsync(DateTime now, TimeSpan longest, Task signal, CancellationToken stoppingToken)
    {
        // Rounded up: a timer that comes a moment early would have to be set again.
        var until = Earliest is { } earliest && earliest - now < longest ? earliest - now : longest;
        var milliseconds = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(until.TotalMilliseconds)));
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(signal, Task.Delay(milliseconds, _clock, awake.Token));
        await awake.CancelAsync();
    }

    private DateTime? Earliest
    {
        get
        {
            lock (_lock)
                return _earliest;
        }
    }

    /// <summary>An alarm rings once: the look that it leads to says when the next one does.</summary>
    private bool TakeAlarm(DateTime now)
    {
        lock (_lock)
        {
            if (_earliest is null || _earliest > now)
                return false;
            _earliest = null;
            return true;
        }
    }

    private void Arm(DateTime? earliest)
    {
        lock (_lock)
            (_earliest, _armings) = (earliest, _armings + 1);
        Signal();
    }

    private void Signal()
    {
        TaskCompletionSource signal;
        lock (_lock)
            (signal, _signal) = (_signal, NewSignal());
        signal.SetResult();
    }

    private Task SignalAsync()
    {
        lock (_lock)
            return _signal.Task;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static DateTime? Earlier(DateTime? one, DateTime? other) => one is null ? other : other is null || one < other ? one : other;
}
