using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Safety;

/// <summary>What the jobs have to tell the safety commands; they know no job themselves.</summary>
public interface IRunningJobs
{
    /// <summary>Jobs whose row says running, in the caller's transaction.</summary>
    Task<int> CountAsync(ParserDbContext context, CancellationToken cancellationToken);

    /// <summary>Ends every pending job as cancelled, in the caller's transaction, so that none starts after a reset.</summary>
    /// <returns>The news of it, for after the commit.</returns>
    Task<IReadOnlyList<IEvent>> CancelPendingAsync(ParserDbContext context, string reason, CancellationToken cancellationToken);
}
