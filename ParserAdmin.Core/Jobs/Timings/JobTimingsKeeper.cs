using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Running;

namespace ParserAdmin.Core.Jobs.Timings;

/// <summary>
/// What the requests of a run took: while it runs, from its own process; afterwards from the row that is written with its end, and with
/// nothing before it, so that a crawl writes no more than it did.
/// </summary>
public sealed class JobTimingsKeeper(IDbContextFactory<ParserDbContext> contexts, JobsInHand inHand) : IJobEndHandler
{
    /// <summary>Null where nothing is known: no request was made, or the job runs on another node.</summary>
    public async Task<(int Total, IReadOnlyList<RequestTiming> Last)?> FindAsync(Guid jobId, CancellationToken cancellationToken)
    {
        if (Live(jobId) is { } live)
            return live;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var kept = await context
            .Set<JobTimings>()
            .AsNoTracking()
            .SingleOrDefaultAsync(timings => timings.JobId == jobId, cancellationToken);
        return kept is null ? null : (kept.Total, kept.Read());
    }

    /// <summary>Of a job that runs in this process; null for any other.</summary>
    public (int Total, IReadOnlyList<RequestTiming> Last)? Live(Guid jobId) => inHand.TimingsOf(jobId)?.Read();

    public Task FollowAsync(ParserDbContext context, ParserJob ended, bool goesOn, DateTime now, CancellationToken cancellationToken)
    {
        if (Live(ended.Id) is (> 0 and var total, var last))
            context.Add(JobTimings.Of(ended.Id, total, last));
        return Task.CompletedTask;
    }
}
