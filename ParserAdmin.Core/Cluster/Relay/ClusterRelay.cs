using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Cluster.Relay;

/// <summary>
/// Carries this node's news to the others and theirs to this node's pages, within a second: by messages where the database has them, and by
/// a look at the tables beneath. It also ends runs of this node that were cancelled elsewhere, and wakes the scheduler for jobs asked for
/// elsewhere.
/// </summary>
public sealed class ClusterRelay : BackgroundService
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(300);
    private const string StopKind = "stop|";

    /// <summary>While messages come through, or nothing is written, the tables are looked at only to be sure.</summary>
    private static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Each node hears its own messages too, its heartbeat's at least; who hears nothing for so long does not listen, whatever it is told.
    /// </summary>
    private static readonly TimeSpan Deaf = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(1);

    private readonly EventBus _bus;
    private readonly NodeIdentity _self;
    private readonly SettingsWatcher _watcher;
    private readonly EmergencyStop _stop;
    private readonly ActiveRuns _runs;
    private readonly IJobDispatcher _dispatcher;
    private readonly IDbContextFactory<ParserDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly ILogger<ClusterRelay> _logger;
    private readonly ClusterWire _wire;
    private readonly ClusterPoll _poll;
    private readonly SeenEvents _seen = new();
    private readonly ChangeWatch _changes;

    // What does not fit is found by the next look at the tables.
    private readonly Channel<string> _heard = Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private long _heardAt;
    private volatile bool _missed;
    private int _failed;

    public ClusterRelay(
        EventBus bus,
        NodeIdentity self,
        SettingsWatcher watcher,
        EmergencyStop stop,
        ActiveRuns runs,
        IJobDispatcher dispatcher,
        IDbContextFactory<ParserDbContext> contexts,
        DatabaseChanges changes,
        TimeProvider clock,
        ILogger<ClusterRelay> logger
    )
    {
        (_bus, _self, _watcher, _stop, _runs) = (bus, self, watcher, stop, runs);
        (_dispatcher, _contexts, _clock, _logger) = (dispatcher, contexts, clock, logger);
        _changes = new ChangeWatch(changes, QuietInterval, clock);
        _wire = new ClusterWire(contexts);
        _poll = new ClusterPoll(contexts, self, _seen, clock);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var noting = _bus.Observe(_seen.Note);
        var signals = Signals();
        await using var news = _bus.Subscribe(_ => signals is not null, capacity: 10_000, ownOnly: true);
        var loops = new List<Task> { KeepAsync("looking at the tables", PollAsync) };
        if (signals is not null)
        {
            loops.Add(KeepAsync("telling the other nodes", token => SendAsync(signals, news, token)));
            loops.Add(KeepAsync("listening to the other nodes", token => ListenAsync(signals, token)));
            loops.Add(KeepAsync("reading what they told", HearAsync));
        }

        await Task.WhenAll(loops);

        Task KeepAsync(string what, Func<CancellationToken, Task> loop) =>
            EndlessLoop.KeepAsync($"The relay's {what}", loop, _logger, _clock, stoppingToken);
    }

    /// <summary>One look at the tables; what it finds is told.</summary>
    internal async Task PollOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var raised in await _poll.PollAsync(ApplyCancellation, cancellationToken))
            await TakeAsync(raised, cancellationToken);
    }

    private DatabaseSignals? Signals()
    {
        using var context = _contexts.CreateDbContext();
        return context.Database.GetConnectionString() is { } connection ? context.Dialect.CreateSignals(connection) : null;
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PollInterval, _clock);
        do
        {
            if (IsThereAnythingToSee())
                await TryAsync(() => PollOnceAsync(stoppingToken), stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Also after a look that found something, and where others may have told something before this node listened.</summary>
    private bool IsThereAnythingToSee()
    {
        var isDeaf = Volatile.Read(ref _heardAt) is var heard && (heard == 0 || _clock.GetElapsedTime(heard) > Deaf);
        var isDue = _changes.IsLookDue(blind: isDeaf ? TimeSpan.Zero : QuietInterval);
        if (!isDue && !_missed && !_poll.HoldsNews)
            return false;
        _missed = false;
        return true;
    }

    private async Task SendAsync(DatabaseSignals signals, EventSubscription news, CancellationToken stoppingToken)
    {
        await foreach (var batch in news.ReadBatchesAsync(Gathering, stoppingToken))
        {
            var messages = batch
                .Select(ClusterWire.Write)
                .OfType<string>()
                .Select(message => $"{_self.Instance:N}|{message}")
                .Where(message => System.Text.Encoding.UTF8.GetByteCount(message) <= DatabaseSignals.LongestMessage)
                .ToList();
            if (messages.Count > 0)
                await SendAsync(signals, messages, stoppingToken);
        }
    }

    /// <summary>Until the database takes them: they name rows, so they are as good later. The next ones wait in the subscription.</summary>
    private async Task SendAsync(DatabaseSignals signals, IReadOnlyList<string> messages, CancellationToken stoppingToken)
    {
        while (true)
        {
            using var patience = new CancellationTokenSource(SendPatience, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
            var lost = await TryAsync(() => signals.SendAsync(messages, either.Token), stoppingToken);

            // What it refuses for what it says it would refuse for ever.
            if (lost is not OperationCanceledException && (lost is null || DatabaseFaults.KindOf(lost) is null or DatabaseFault.Refused))
                return;
            await Task.Delay(Pause, _clock, stoppingToken);
        }
    }

    private async Task ListenAsync(DatabaseSignals signals, CancellationToken stoppingToken)
    {
        var own = $"{_self.Instance:N}|";
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(
                async () =>
                {
                    await foreach (var message in signals.ListenAsync(() => (_failed, _missed) = (0, true), stoppingToken))
                    {
                        Volatile.Write(ref _heardAt, _clock.GetTimestamp());
                        if (message.Length > own.Length && !message.StartsWith(own, StringComparison.Ordinal))
                            await TryAsync(() => TakeAsync(message[own.Length..], stoppingToken), stoppingToken);
                    }
                },
                stoppingToken
            );
            await Task.Delay(Pause, _clock, stoppingToken);
        }
    }

    /// <summary>
    /// A stop is obeyed on the spot, and what the settings say is looked at at once. All else may be any number of rows to read, and waits
    /// in a line.
    /// </summary>
    private async Task TakeAsync(string message, CancellationToken cancellationToken)
    {
        if (message.StartsWith(StopKind, StringComparison.Ordinal))
            _stop.ApplyCancellation(StopRecord.Read(message[StopKind.Length..]));
        else if (message.StartsWith(ClusterWire.Settings, StringComparison.Ordinal))
            _ = TryAsync(() => _watcher.SeeAsync(cancellationToken), cancellationToken);
        else
            await _heard.Writer.WriteAsync(message, cancellationToken);
    }

    private async Task HearAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in _heard.Reader.ReadAllAsync(stoppingToken))
            await TryAsync(() => HearAsync(message, stoppingToken), stoppingToken);
    }

    private async Task HearAsync(string message, CancellationToken cancellationToken)
    {
        if (await _wire.ReadAsync(message, cancellationToken) is { } raised)
            await TakeAsync(raised, cancellationToken);
    }

    private async Task TakeAsync(IEvent raised, CancellationToken cancellationToken)
    {
        if (raised is JobChanged changed)
        {
            ApplyCancellation(changed.Job);
            if (changed.Job.Status == JobStatus.Pending)
                _ = TryAsync(() => _dispatcher.WakeAsync(cancellationToken), cancellationToken); // Those that come meanwhile are one.
        }

        _bus.PublishFromElsewhere(raised);
    }

    /// <summary>Ends a run of this node that someone cancelled, even while it sleeps and asks no gate.</summary>
    private void ApplyCancellation(JobSnapshot job)
    {
        if (job.NodeInstance != _self.Instance)
            return;
        if (job.Status == JobStatus.Lost)
            _runs.Cancel(run => run.JobId == job.Id, "Another node marked it as lost");
        else if (job is { Status: JobStatus.Running, CancelRequestedBy: { } by })
            _runs.Cancel(run => run.JobId == job.Id, $"Cancelled by {by}");
    }

    /// <returns>What it failed by, or null.</returns>
    private async Task<Exception?> TryAsync(Func<Task> act, CancellationToken stoppingToken)
    {
        try
        {
            await act();
            _failed = 0;
            return null;
        }
        catch (Exception lost) when (!stoppingToken.IsCancellationRequested)
        {
            // Someone's nonsense on the channel, too: a loop that ends would leave this node deaf. Several fail together, one is told.
            if (_failed++ == 0)
                _logger.LogWarning("News of other nodes do not come through: {Problem}", lost.Message);
            return lost;
        }
    }
}
