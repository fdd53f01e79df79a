namespace ParserAdmin.Core.Data;

/// <summary>
/// Contexts for a node's sign of life. On the servers they have a small pool of connections of their own and short time-outs: they neither
/// wait for a connection while a hundred others are busy nor hang on one that broke. On SQLite nobody else could miss the sign, so there
/// they are like all others.
/// </summary>
public sealed class LifelineContexts(Func<ParserDbContext> create)
{
    /// <summary>Of a server's lifeline, in seconds: to connect, and for a statement.</summary>
    internal const int Patience = 4;

    internal const int Connections = 2;

    internal const string Application = "parseradmin-life";

    public ParserDbContext Create() => create();
}
