using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Jobs;

/// <summary>Where a run is, kept so that what follows it after a stop of its node, a shutdown or a failure goes on from there.</summary>
public sealed class JobCheckpoint(IDbContextFactory<ParserDbContext> contexts, GatedRun run, string? stored)
{
    /// <summary>What the run before this one kept, or null: begin at the beginning.</summary>
    public string? Stored { get; } = stored;

    /// <summary>Gated like every write: a run that was stopped keeps the checkpoint that it had.</summary>
    /// <exception cref="GateRefusedException">The run may not write any more.</exception>
    public Task SaveAsync(string checkpoint, CancellationToken cancellationToken) => contexts.WriteAsync(
        run,
        async (context, token) =>
        {
            var job = await context.Set<ParserJob>().SingleOrDefaultAsync(job => job.Id == run.JobId && job.Status == JobStatus.Running, token);
            job?.Keep(checkpoint);
            return job;
        },
        cancellationToken);
}
