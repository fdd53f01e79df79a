namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>What is kept about hosts beyond this process; a seam, so that the governor's own rules are tested without a database.</summary>
internal interface IHostLedger
{
    /// <summary>Whether other nodes ask the same hosts: then every turn is taken here, and memory alone decides nothing.</summary>
    bool IsShared { get; }

    /// <summary>The least delay that the settings allow for any host.</summary>
    Task<TimeSpan> LeastDelayAsync(CancellationToken cancellationToken);

    Task<HostClocks> ReadAsync(string host, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the host's next slot if it is free now, in one statement, and moves the first clock on by <paramref name="delay"/>.
    /// </summary>
    /// <returns>Null when it was taken; else the clocks that are in the way.</returns>
    Task<HostClocks?> TryTakeAsync(string host, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Moves the first clock on to so far from now, never back.</summary>
    Task PostponeAsync(string host, TimeSpan by, CancellationToken cancellationToken);

    /// <summary>Moves the second clock on to so far from now, never back. It is on disk when this returns.</summary>
    Task CoolAsync(string host, TimeSpan duration, string reason, CancellationToken cancellationToken);

    /// <summary>Adds up counts, and notes how hosts are treated.</summary>
    Task NoteAsync(IReadOnlyList<HostNote> notes, CancellationToken cancellationToken);
}
