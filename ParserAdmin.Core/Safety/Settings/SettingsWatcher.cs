using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>
/// Looks at the settings and the STOP file: what another node, the CLI or someone with SQL changed takes effect here well within the
/// promised second. Five times a second it asks whether anything was written at all, and reads the settings only then; where the database
/// cannot tell, twice a second. A node that cannot read the settings for 5 s ends its runs. What has to be written for it may wait for
/// locks, so it is done beside the looks, never before them.
/// </summary>
public sealed class SettingsWatcher : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan BlindLimit = TimeSpan.FromSeconds(5);

    /// <summary>Why runs ended after that limit.</summary>
    public const string Blind = "The settings could not be read for 5 s";

    private static readonly TimeSpan BlindInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(2);

    /// <summary>The node that stopped stores its stop itself, unless it died just then.</summary>
    private static readonly TimeSpan LeftToOthers = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly SettingsStore _store;
    private readonly SettingsReconciler _reconciler;
    private readonly SettingsApplier _applier;
    private readonly EmergencyStop _stop;
    private readonly LocalLatch _latch;
    private readonly StopFile _stopFile;
    private readonly UnstoredStops _unstored;
    private readonly StopLine _line;
    private readonly ActiveRuns _runs;
    private readonly TimeProvider _clock;
    private readonly ILogger<SettingsWatcher> _logger;
    private readonly SemaphoreSlim _oneLook = new(1);
    private readonly SemaphoreSlim _oneSettling = new(1);
    private readonly ChangeWatch _changes;
    private bool _settled;
    private long _lastRead;
    private int _failedLooks;
    private int _failedTries;

    public SettingsWatcher(
        SettingsStore store,
        SettingsReconciler reconciler,
        SettingsApplier applier,
        EmergencyStop stop,
        LocalLatch latch,
        StopFile stopFile,
        UnstoredStops unstored,
        StopLine line,
        DatabaseChanges changes,
        ActiveRuns runs,
        TimeProvider clock,
        ILogger<SettingsWatcher> logger
    )
    {
        (_store, _reconciler, _applier, _stop, _latch, _stopFile) = (store, reconciler, applier, stop, latch, stopFile);
        (_unstored, _line, _runs, _clock, _logger) = (unstored, line, runs, clock, logger);
        _changes = new ChangeWatch(changes, QuietInterval, clock);
    }

    public override void Dispose()
    {
        _oneLook.Dispose();
        _oneSettling.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _lastRead = _clock.GetTimestamp();
        var settling = Task.CompletedTask;
        using var timer = new PeriodicTimer(Interval, _clock);
        do
        {
            if (IsThereAnythingToSee())
                _settled = await SeeAsync(stoppingToken);
            if (!_settled && settling.IsCompleted)
                settling = Task.Run(() => SettleInTurnAsync(stoppingToken), stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsThereAnythingToSee() =>
        _changes.IsLookDue(BlindInterval)
        || !_settled
        || _failedLooks > 0
        || _latch.Reason is not null
        || _latch.Unstored.Count > 0
        || _stopFile.Exists
        || _unstored.Any;

    /// <summary>Looks now, out of turn, and writes what has to be written for it.</summary>
    internal async Task PollAsync(CancellationToken cancellationToken)
    {
        if (!await SeeAsync(cancellationToken))
            await SettleAsync(cancellationToken);
    }

    /// <summary>
    /// Looks now, out of turn: another node said that there is something to see. What is seen takes effect here; nothing is written.
    /// </summary>
    /// <returns>Whether there is nothing to write.</returns>
    internal async Task<bool> SeeAsync(CancellationToken cancellationToken)
    {
        await _oneLook.WaitAsync(cancellationToken);
        try
        {
            LookAtFiles();
            var (settings, settled, changedBehind, lost) = await ReadAsync(cancellationToken);
            Saw();
            _applier.NoticeLoss(lost);
            if (changedBehind)
                _applier.ApplyCancellation(settings with { UpdatedBy = Actor.Database.Name });
            _applier.Apply(settings);
            return settled && _latch.Unstored.Count == 0 && (!_latch.HasStopFile || settings.Stopped);
        }
        catch (Exception unreadable) when (!cancellationToken.IsCancellationRequested)
        {
            SawNothing(unreadable);
            return true;
        }
        finally
        {
            _oneLook.Release();
        }
    }

    private async Task SettleInTurnAsync(CancellationToken stoppingToken)
    {
        if (!await SettleAsync(stoppingToken))
            await Task.Delay(BetweenTries, _clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task<bool> SettleAsync(CancellationToken cancellationToken)
    {
        await _oneSettling.WaitAsync(cancellationToken);
        try
        {
            // None of them waits for the one before to go well.
            var done =
                await DoneAsync(StopByFileAsync, cancellationToken)
                & await DoneAsync(token => _stop.StoreUnstoredAsync(LeftToOthers, token), cancellationToken)
                & await DoneAsync(BringInStepAsync, cancellationToken);
            _failedTries = done ? 0 : _failedTries + 1;
            return done && _latch.Unstored.Count == 0;
        }
        finally
        {
            _oneSettling.Release();
        }
    }

    private async Task<bool> DoneAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
            return true;
        }
        catch (Exception unwritable) when (!cancellationToken.IsCancellationRequested)
        {
            // Tried again every second; only the first failure is told.
            if (_failedTries == 0)
                _logger.LogWarning("What was found in the settings cannot be brought in step yet: {Problem}", unwritable.Message);
            return false;
        }
    }

    private async Task BringInStepAsync(CancellationToken token) =>
        _applier.Apply(await _store.PollAsync(token) is { Settled: true } look ? look.Settings : await _reconciler.SettleAsync(token));

    /// <summary>Makes one stop of a STOP file, and not another while that one waits to be stored.</summary>
    private async Task StopByFileAsync(CancellationToken cancellationToken)
    {
        if (!_latch.HasStopFile || _latch.Unstored.Count > 0 || (await _store.ReadAsync(cancellationToken)).Stopped)
            return;
        var reason = await _stopFile.ReadReasonAsync(cancellationToken);
        await _stop.StopAsync(Actor.System, $"STOP file{(reason is null ? "" : $": {reason}")}", cancellationToken);
    }

    /// <summary>A database that takes the question and never answers is as good as none: the blind limit must not wait for it.</summary>
    private async Task<PolledSettings> ReadAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await _store.PollAsync(patience.Token).WaitAsync(ReadPatience, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            await patience.CancelAsync();
            throw;
        }
    }

    private void Saw()
    {
        if (_failedLooks > 0)
            _logger.LogInformation("The settings can be read again");
        _failedLooks = 0;
        _lastRead = _clock.GetTimestamp();
        _ = PrepareAsync();
    }

    /// <summary>The stop's own connection is open before it is needed.</summary>
    private async Task PrepareAsync()
    {
        try
        {
            await _line.PrepareAsync(CancellationToken.None);
        }
        catch (Exception away) when (StorageFaults.IsOutage(away) || away is ObjectDisposedException or InvalidOperationException)
        {
            _logger.LogDebug("The emergency stop's own connection is not open: {Problem}", away.Message);
        }
    }

    /// <summary>Whatever it was: a watcher that ends would leave this node blind.</summary>
    private void SawNothing(Exception problem)
    {
        // Five looks a second: only the first failure is told.
        if (_failedLooks++ == 0)
            _logger.LogWarning("The settings cannot be read; nothing may start until they can: {Problem}", problem.Message);
        if (_clock.GetElapsedTime(_lastRead) < BlindLimit)
            return;
        var ended = _runs.Cancel(_ => true, Blind);
        if (ended > 0)
            _logger.LogError("The settings could not be read for 5 s; {Ended} runs of this node were ended", ended);
    }

    private void LookAtFiles()
    {
        _latch.SetStopFile(_stopFile.Exists);
        if (_latch.HasStopFile)
            _runs.Stop(_ => true, "A STOP file is in the data folder");
        foreach (var stop in _unstored.Read())
            _stop.ApplyCancellation(stop);
    }
}
