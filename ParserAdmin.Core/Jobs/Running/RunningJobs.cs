using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Jobs.Running;

internal sealed class RunningJobs(TimeProvider clock) : IRunningJobs
{
    public Task<int> CountAsync(ParserDbContext context, CancellationToken cancellationToken) =>
        context.Set<ParserJob>().CountAsync(job => job.Status == JobStatus.Running, cancellationToken);

    public async Task<IReadOnlyList<IEvent>> CancelPendingAsync(ParserDbContext context, string reason, CancellationToken cancellationToken)
    {
        var pending = await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Pending).ToListAsync(cancellationToken);
        foreach (var job in pending)
            job.Cancel(reason, null, clock.UtcMilliseconds());
        return [.. pending.Select(job => new JobChanged(job))];
    }
}
