using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Tells whether anyone wrote the database since the last question, without asking a table: for what looks around many times a second. Only
/// some databases can; where one cannot, or does not answer, the caller asks the tables.
/// </summary>
public sealed class DatabaseChanges(IDbContextFactory<ParserDbContext> contexts) : IDisposable
{
    private readonly Lock _lock = new();
    private DatabaseStamp? _stamp;
    private bool _asked;

    /// <summary>Another value as soon as anyone, this process too, has written; null where that cannot be told.</summary>
    public string? Stamp()
    {
        lock (_lock)
        {
            if (!_asked)
            {
                using var context = contexts.CreateDbContext();
                _stamp = context.Database.GetConnectionString() is { } connection ? context.Dialect.CreateStamp(connection) : null;
                _asked = true;
            }

            return _stamp?.Read();
        }
    }

    public void Dispose() => _stamp?.Dispose();
}

/// <summary>One looker's memory: whether there may be anything new since its last look.</summary>
/// <param name="quiet">Also where nothing was written it looks this often: a database that cannot be read any more does not say so.</param>
public sealed class ChangeWatch(DatabaseChanges changes, TimeSpan quiet, TimeProvider clock)
{
    private string? _stamp;
    private long? _lookedAt;

    /// <summary>Whether to look now; the answer yes counts as a look.</summary>
    /// <param name="blind">How often to look where the database does not tell whether anyone wrote.</param>
    public bool IsLookDue(TimeSpan blind)
    {
        var (before, now) = (_stamp, changes.Stamp());
        _stamp = now;
        var rest =
            now is null ? blind
            : now == before ? quiet
            : TimeSpan.Zero;
        if (_lookedAt is { } last && clock.GetElapsedTime(last) < rest)
            return false;
        _lookedAt = clock.GetTimestamp();
        return true;
    }
}

/// <summary>One database's own count of its changes.</summary>
public abstract class DatabaseStamp : IDisposable
{
    /// <returns>Null when the database does not answer.</returns>
    public abstract string? Read();

    public abstract void Dispose();
}
