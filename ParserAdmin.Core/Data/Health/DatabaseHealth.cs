namespace ParserAdmin.Core.Data.Health;

/// <summary>How the database is, as this node saw it last.</summary>
/// <param name="Fault">Null while all is well.</param>
/// <param name="Text">What is wrong and what to do, in one line; null while all is well.</param>
/// <param name="Since">When it became so, UTC; null before the first look.</param>
/// <param name="LatencyMs">Of the last look that was answered, in milliseconds.</param>
public sealed record DatabaseState(DatabaseFault? Fault, string? Text, DateTime? Since, double LatencyMs);

/// <summary>
/// The one place that knows whether the database can be read and written: for /health, the portal's safety bar and refusals.
/// </summary>
public sealed class DatabaseHealth(DatabasePlace place, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DatabaseState _looked = new(null, null, null, 0);
    private DatabaseState? _writing;

    /// <summary>A look that fails says more than a write that fails.</summary>
    public DatabaseState State
    {
        get
        {
            lock (_lock)
                return _looked.Fault is null && _writing is { } writing ? writing with { LatencyMs = _looked.LatencyMs } : _looked;
        }
    }

    /// <summary>A look was answered.</summary>
    internal void Answered(TimeSpan took, DatabaseFault? fault)
    {
        lock (_lock)
        {
            _looked = Next(_looked, fault, fault is { } found ? DatabaseFaults.Text(found, place) : null) with
            {
                LatencyMs = Math.Round(took.TotalMilliseconds, 2),
            };
        }
    }

    /// <summary>A look failed.</summary>
    internal void Failed(Exception failed)
    {
        var fault = DatabaseFaults.KindOf(failed) ?? DatabaseFault.Away;
        lock (_lock)
            _looked = Next(_looked, fault, DatabaseFaults.Text(fault, place, failed));
    }

    /// <summary>
    /// A write of this node's own row, which comes every few seconds, went through or not. Only a refusal counts: a lock that is held
    /// passes.
    /// </summary>
    /// <returns>Why writes were refused until now, where this one ended that.</returns>
    internal string? Wrote(Exception? failed)
    {
        var fault = failed is not null && StorageFaults.RefusesWrites(failed) ? DatabaseFaults.KindOf(failed) : null;
        lock (_lock)
        {
            var refused = failed is null ? _writing?.Text : null;
            _writing =
                fault is { } found ? Next(_writing ?? _looked, found, DatabaseFaults.Text(found, place, failed))
                : failed is null ? null
                : _writing;
            return refused;
        }
    }

    private DatabaseState Next(DatabaseState before, DatabaseFault? fault, string? text) =>
        before with
        {
            Fault = fault,
            Text = text,
            Since = before.Since is { } since && before.Fault == fault ? since : clock.UtcMilliseconds(),
        };
}
