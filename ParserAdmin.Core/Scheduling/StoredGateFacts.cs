using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Scheduling;

/// <summary>Reads settings, job and source in one query, for every question the gate is asked.</summary>
internal sealed class StoredGateFacts(IDbContextFactory<ParserDbContext> contexts) : IGateFacts
{
    // Of this instance: a compiled query serves one model, and two nodes in one process may use different databases.
    private readonly Func<ParserDbContext, Guid, string, CancellationToken, Task<Row?>> _query =
        EF.CompileAsyncQuery((ParserDbContext context, Guid jobId, string sourceId, CancellationToken _) =>
            context.Set<ParserSettings>().AsNoTracking().Where(settings => settings.Id == 1).Select(settings => new Row(
                settings,
                context.Set<ParserJob>().Any(job => job.Id == jobId && job.Status == JobStatus.Running && job.CancelRequestedAt == null),
                context.Set<Source>().AsNoTracking().FirstOrDefault(source => source.Id == sourceId))).FirstOrDefault());

    public async Task<GateFacts> ReadAsync(RunIdentity run, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await _query(context, run.JobId, run.SourceId, cancellationToken)
            ?? throw new InvalidOperationException("The settings row is missing.");
        return new GateFacts(row.Settings, row.JobRuns, row.Source is null ? $"There is no source {run.SourceId} any more" : row.Source.Block);
    }

    private sealed record Row(ParserSettings Settings, bool JobRuns, Source? Source);
}
