using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ParserAdmin.Core.Events;

/// <summary>One reader's view of the <see cref="EventBus"/>: a bounded channel, read in batches.</summary>
public sealed class EventSubscription : IAsyncDisposable
{
    /// <summary>A page renders once a batch, so at most ten times a second.</summary>
    public static readonly TimeSpan BatchInterval = TimeSpan.FromMilliseconds(100);

    private readonly Func<IEvent, bool> _wanted;
    private readonly TimeProvider _clock;
    private readonly Action<EventSubscription> _closed;
    private readonly Channel<IEvent> _channel;
    private long _dropped;

    internal EventSubscription(Func<IEvent, bool> wanted, int capacity, bool ownOnly, TimeProvider clock, Action<EventSubscription> closed)
    {
        _wanted = wanted;
        OwnOnly = ownOnly;
        _clock = clock;
        _closed = closed;
        _channel = Channel.CreateBounded<IEvent>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped)
        );
    }

    /// <summary>How many events were dropped because the reader was slower than the news. The page says so, and reads anew.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>It hears only what happened on this node.</summary>
    internal bool OwnOnly { get; }

    internal void Offer(IEvent raised)
    {
        if (_wanted(raised))
            _channel.Writer.TryWrite(raised);
    }

    /// <summary>The first event after a quiet time comes at once; those that follow are gathered for <see cref="BatchInterval"/>.</summary>
    public IAsyncEnumerable<IReadOnlyList<IEvent>> ReadBatchesAsync(CancellationToken cancellationToken = default) =>
        ReadBatchesAsync(BatchInterval, cancellationToken);

    /// <param name="interval">How long to gather; zero for a reader to whom every millisecond counts.</param>
    public async IAsyncEnumerable<IReadOnlyList<IEvent>> ReadBatchesAsync(
        TimeSpan interval,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        while (await _channel.Reader.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<IEvent>();
            while (_channel.Reader.TryRead(out var raised))
                batch.Add(raised);
            if (batch.Count > 0)
                yield return batch;
            if (interval > TimeSpan.Zero)
                await Task.Delay(interval, _clock, cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _closed(this);
        _channel.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }
}
