using Coravel.Scheduling.Schedule;
using Coravel.Scheduling.Schedule.Mutex;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Schedules.Engines.Coravel;

/// <summary>
/// Coravel's scheduler on our clock, for one node. It holds two invocables, each on a worker of its own, and never more: not one a
/// schedule. A pump calls <see cref="Scheduler.RunAtAsync"/> at the earliest alarm, at a wake and at each beat, and sleeps otherwise. It
/// does not wait for the workers: one that hangs must not hold the other. Coravel's own host, cron, zones, overlap guard and queue are not
/// used.
/// </summary>
public sealed class CoravelEngine : BackgroundService, IScheduleEngine
{
    /// <summary>After a look that failed: the database may be back.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a timer is late.</summary>
    private static readonly TimeSpan LastStretch = TimeSpan.FromMilliseconds(12);

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

    public CoravelEngine(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<CoravelEngine> logger)
    {
        (_lifetime, _clock, _logger) = (lifetime, clock, logger);
        _scheduler = new Scheduler(new InMemoryMutex(), scopes, null);
        _scheduler.OnError(failed => logger.LogError(failed, "The scheduler's work failed; it is called again"));

        // Every pumped moment is one of theirs; whether they have anything to do then, their workers say.
        _scheduler.OnWorker("slots").Schedule<DueSlotsInvocable>().EverySecond().When(() => Task.FromResult(_slots.TryBegin()));
        _scheduler.OnWorker("starts").Schedule<StartsInvocable>().EverySecond().When(() => Task.FromResult(_starts.TryBegin()));
    }

    public string Name => "Coravel";

    public Task ArmAsync(DateTime? earliest, CancellationToken token)
    {
        Bring(earliest);
        Signal();
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
        // What was armed before is for this look to find; who arms meanwhile may know of something that it does not see yet.
        lock (_lock)
            _earliest = null;
        try
        {
            Bring(await due());
        }
        catch
        {
            Bring(_clock.GetUtcNow().UtcDateTime + Pause);
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
        var until = Earliest is { } earliest && earliest - now < longest ? earliest - now : longest;
        var exactly = _clock == TimeProvider.System && until < longest;
        if (exactly && until <= LastStretch)
        {
            WaitExactly(until, signal, stoppingToken);
            return;
        }

        // Rounded up: a timer that comes a moment early would have to be set again.
        var milliseconds = Math.Max(0, Math.Ceiling((exactly ? until - LastStretch : until).TotalMilliseconds));
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(signal, Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _clock, awake.Token));
        await awake.CancelAsync();
    }

    /// <summary>
    /// The system's timers go by a clock that ticks every four milliseconds on many kernels; a thread that waits is woken when it wanted to
    /// be, and the last part of a millisecond it spins.
    /// </summary>
    private static void WaitExactly(TimeSpan until, Task signal, CancellationToken stoppingToken)
    {
        var began = TimeProvider.System.GetTimestamp();
#pragma warning disable RS0030 // The thread is the engine's own, and waiting is what it is for.
        if ((int)until.TotalMilliseconds is > 0 and var milliseconds && signal.Wait(milliseconds, stoppingToken))
            return;
#pragma warning restore RS0030
        while (!signal.IsCompleted && TimeProvider.System.GetElapsedTime(began) < until)
            Thread.SpinWait(10);
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

    private void Bring(DateTime? alarm)
    {
        lock (_lock)
            _earliest = Earlier(alarm, _earliest);
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

    private static DateTime? Earlier(DateTime? one, DateTime? other) =>
        one is null ? other
        : other is null || one < other ? one
        : other;
}
