namespace ParserAdmin.Core.Data;

/// <summary>
/// Short messages between the processes on one database, for databases that can carry them. A message may be lost; a poll goes on beneath.
/// </summary>
public abstract class DatabaseSignals
{
    /// <summary>Longest message in bytes: what PostgreSQL takes, less a reserve.</summary>
    public const int LongestMessage = 7_500;

    public abstract Task SendAsync(IReadOnlyList<string> messages, CancellationToken cancellationToken);

    /// <summary>
    /// Messages of all processes, this one's too, from a connection of its own; ends with an exception when that is lost.
    /// </summary>
    /// <param name="listening">Called once from when on nothing is missed.</param>
    public abstract IAsyncEnumerable<string> ListenAsync(Action listening, CancellationToken cancellationToken);
}
