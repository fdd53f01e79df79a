using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data;

/// <summary>
/// Tells whether anyone wrote the database since the last question, without asking a table: for what looks around many times a second. Only some databases
/// can; where one cannot, or does not answer, the caller asks the tables.
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

/// <summary>One database's own count of its changes.</summary>
public abstract class DatabaseStamp : IDisposable
{
    /// <returns>Null when the database does not answer.</returns>
    public abstract string? Read();

    public abstract void Dispose();
}
