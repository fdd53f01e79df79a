using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Tests.Components;

/// <summary>
/// A run that the gate always lets go on. Its job is there as long as it is, so that its batches are kept, and leaves no trace.
/// </summary>
internal sealed class OpenRun : GatedRun, IAsyncDisposable
{
    private readonly IDbContextFactory<ParserDbContext> _contexts;

    private OpenRun(IDbContextFactory<ParserDbContext> contexts, string sourceId, Guid jobId) =>
        (_contexts, SourceId, JobId) = (contexts, sourceId, jobId);

    public override Guid JobId { get; }

    public override string SourceId { get; }

    public override long Epoch => 0;

    public override CancellationToken Stopping => CancellationToken.None;

    public static async Task<OpenRun> BeginAsync(IDbContextFactory<ParserDbContext> contexts, string sourceId)
    {
        var now = TimeProvider.System.UtcMilliseconds();

        // Of a source of its own, because of the real one a job may run already.
        var job = ParserJob.Request("test", $"open-{Guid.NewGuid():N}", JobTrigger.Person, "test", JobParameters.None, 0, now);
        await using var context = await contexts.CreateDbContextAsync();

        // Of a node that lives where one does: a whole program that looks for lost jobs leaves it alone.
        job.Start(await context.Set<Node>().Select(node => node.Name).FirstOrDefaultAsync() ?? "test", Guid.NewGuid(), 0, now);
        context.Add(job);
        await context.SaveChangesAsync();
        return new OpenRun(contexts, sourceId, job.Id);
    }

    public override ValueTask DemandAsync(GateAction action, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await using var context = await _contexts.CreateDbContextAsync();
        await context.Set<ParserJob>().Where(job => job.Id == JobId).ExecuteDeleteAsync();
    }
}
