using System.Collections.Concurrent;
using ParserAdmin.Core.Fetching.Hosts;

namespace ParserAdmin.Tests.Fetching.Hosts;

/// <summary>A ledger of one node that is never restarted: it refuses nothing and remembers what it was told.</summary>
internal sealed class MemoryHostLedger : IHostLedger
{
    public bool IsShared => false;

    public TimeSpan LeastDelay { get; set; }

    /// <summary>What a life before left behind.</summary>
    public HostClocks Clocks { get; set; } = HostClocks.None;

    public ConcurrentQueue<(string Host, TimeSpan For, string Reason)> Coolings { get; } = new();

    public ConcurrentQueue<(string Host, TimeSpan Delay)> Taken { get; } = new();

    public ConcurrentQueue<HostNote> Notes { get; } = new();

    public Task<TimeSpan> LeastDelayAsync(CancellationToken cancellationToken) => Task.FromResult(LeastDelay);

    public Task<HostClocks> ReadAsync(string host, CancellationToken cancellationToken) => Task.FromResult(Clocks);

    public Task<HostClocks?> TryTakeAsync(string host, TimeSpan delay, CancellationToken cancellationToken)
    {
        Taken.Enqueue((host, delay));
        return Task.FromResult<HostClocks?>(null);
    }

    public Task PostponeAsync(string host, TimeSpan by, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CoolAsync(string host, TimeSpan duration, string reason, CancellationToken cancellationToken)
    {
        Coolings.Enqueue((host, duration, reason));
        return Task.CompletedTask;
    }

    public Task NoteAsync(IReadOnlyList<HostNote> notes, CancellationToken cancellationToken)
    {
        foreach (var note in notes)
            Notes.Enqueue(note);
        return Task.CompletedTask;
    }
}
