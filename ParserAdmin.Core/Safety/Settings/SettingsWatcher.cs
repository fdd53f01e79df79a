using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>
/// Looks at the settings row and the STOP file five times a second: what another node, the CLI or someone with SQL changed takes effect here
/// well within the promised second. A node that cannot read the settings for 5 s ends its runs.
/// </summary>
public sealed class SettingsWatcher(
    IDbContextFactory<ParserDbContext> contexts,
    SettingsStore store,
    SettingsApplier applier,
    EmergencyStop stop,
    LocalLatch latch,
    StopFile stopFile,
    ActiveRuns runs,
    TimeProvider clock,
    ILogger<SettingsWatcher> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan BlindLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _oneLook = new(1);
    private long _lastRead;
    private int _failedLooks;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _lastRead = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await PollAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override void Dispose()
    {
        _oneLook.Dispose();
        base.Dispose();
    }

    /// <summary>Looks now, out of turn: another node said that there is something to see.</summary>
    internal async Task PollAsync(CancellationToken cancellationToken)
    {
        await _oneLook.WaitAsync(cancellationToken);
        try
        {
            await LookOnceAsync(cancellationToken);
        }
        finally
        {
            _oneLook.Release();
        }
    }

    private async Task LookOnceAsync(CancellationToken cancellationToken)
    {
        LookAtStopFile();
        try
        {
            var settings = await ReadAsync(cancellationToken);
            Saw();
            if ((latch.HasStopFile || latch.IsUnstored) && !settings.Stopped)
                await StoreStopAsync(cancellationToken);
            else
                applier.Apply(SettingsJson.IsChangedBehind(settings) ? await ReconcileAsync(cancellationToken) : settings);
        }
        catch (Exception unreadable) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: a watcher that ends would leave this node blind.
            SawNothing(unreadable);
        }
    }

    /// <summary>A database that takes the question and never answers is as good as none: the blind limit must not wait for it.</summary>
    private async Task<ParserSettings> ReadAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await store.ReadAsync(patience.Token).WaitAsync(ReadPatience, clock, cancellationToken);
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
            logger.LogInformation("The settings can be read again");
        _failedLooks = 0;
        _lastRead = clock.GetTimestamp();
    }

    private void SawNothing(Exception problem)
    {
        // Five looks a second: only the first failure is told.
        if (_failedLooks++ == 0)
            logger.LogWarning("The settings cannot be read; nothing may start until they can: {Problem}", problem.Message);
        if (clock.GetElapsedTime(_lastRead) < BlindLimit)
            return;
        var ended = runs.Cancel(_ => true, "The settings could not be read for 5 s");
        if (ended > 0)
            logger.LogError("The settings could not be read for 5 s; {Ended} runs of this node were ended", ended);
    }

    private void LookAtStopFile()
    {
        latch.SetStopFile(stopFile.Exists);
        if (latch.HasStopFile)
            runs.Cancel(_ => true, "A STOP file is in the data folder");
    }

    /// <summary>Puts a stop of this node alone, by its file or from a time without database, where every node reads it.</summary>
    private async Task StoreStopAsync(CancellationToken cancellationToken)
    {
        var reason = latch.HasStopFile ? await stopFile.ReadReasonAsync(cancellationToken) : latch.Reason;
        await stop.StopAsync(Actor.System, $"STOP file{(reason is null ? "" : $": {reason}")}", cancellationToken);
    }

    private async Task<ParserSettings> ReconcileAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var settings = await store.ReadForChangeAsync(context, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.LogWarning("The settings were changed outside the program: mode {Mode}, stopped {Stopped}", settings.Mode, settings.Stopped);
        return settings;
    }
}
