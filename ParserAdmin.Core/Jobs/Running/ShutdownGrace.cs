using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Jobs.Running;

/// <summary>
/// How long running jobs may go on once this node is told to end. The setting is known before that moment: when it comes, the database may
/// be the very thing that is gone.
/// </summary>
public sealed class ShutdownGrace : BackgroundService
{
    public const string Reason = "Node shut down";

    /// <summary>A job that ignores its cancellation this long after the grace is left behind as lost.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What the host adds to the grace before it ends without its services: the deadline, and the time to store how the jobs ended.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(12);

    private readonly SettingsStore _settings;
    private readonly EventBus _bus;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly HostOptions _host;
    private readonly TimeProvider _clock;
    private readonly ILogger<ShutdownGrace> _logger;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _onStopping;
    private long _seconds = new ParserSettings().ShutdownGraceSeconds;

    public ShutdownGrace(
        SettingsStore settings,
        EventBus bus,
        IHostApplicationLifetime lifetime,
        IOptions<HostOptions> host,
        TimeProvider clock,
        ILogger<ShutdownGrace> logger
    )
    {
        (_settings, _bus, _lifetime, _host, _clock, _logger) = (settings, bus, lifetime, host.Value, clock, logger);
        Over = _over.Token;
        _onStopping = lifetime.ApplicationStopping.Register(() => _ = CountDownAsync());
    }

    /// <summary>Cancelled when the grace is over.</summary>
    public CancellationToken Over { get; }

    /// <summary>Cancelled when the node is told to end: nothing new begins.</summary>
    public CancellationToken Ending => _lifetime.ApplicationStopping;

    public bool IsEnding => Ending.IsCancellationRequested;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var changes = _bus.Subscribe(raised => raised is SettingsChanged);
        try
        {
            Take(await _settings.ReadAsync(stoppingToken));
        }
        catch (Exception unread) when (StorageFaults.IsOutage(unread))
        {
            _logger.LogWarning(
                "The shutdown grace could not be read, so it is {Seconds} s: {Problem}",
                Interlocked.Read(ref _seconds),
                unread.Message
            );
        }

        await foreach (var batch in changes.ReadBatchesAsync(TimeSpan.Zero, stoppingToken))
            Take(((SettingsChanged)batch[^1]).Settings);
    }

    public override void Dispose()
    {
        _onStopping.Dispose();
        base.Dispose();
    }

    private void Take(ParserSettings settings)
    {
        Interlocked.Exchange(ref _seconds, settings.ShutdownGraceSeconds);

        // The host reads this when it stops; its own default would cut a long grace short.
        _host.ShutdownTimeout = TimeSpan.FromSeconds(settings.ShutdownGraceSeconds) + Margin;
    }

    private async Task CountDownAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(Interlocked.Read(ref _seconds)), _clock);
        await _over.CancelAsync();
    }
}
