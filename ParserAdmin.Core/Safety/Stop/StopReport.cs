namespace ParserAdmin.Core.Safety.Stop;

/// <summary>What an emergency stop did, and what of it is still to be done.</summary>
/// <param name="Epoch">The epoch that began with it; null while it is not stored.</param>
/// <param name="JobsCancelled">Jobs that ran when it was clicked, on all nodes as far as the database said.</param>
/// <param name="LocalMilliseconds">From the command to the cancellation of the last run of this node.</param>
/// <param name="Told">Every node that listens was told, or reads it in the database; or there are no others.</param>
/// <param name="Stored">It survives a restart.</param>
/// <param name="Audited">The settings row and the audit trail say it, too; else they are brought in step as soon as nobody locks
/// them.</param>
/// <param name="Kept">Where it is not stored: whether the data folder keeps it, or this process's memory alone.</param>
public sealed record StopReport(
    long? Epoch,
    int JobsCancelled,
    double LocalMilliseconds,
    bool Told,
    bool Stored,
    bool Audited,
    bool Kept = false
);
