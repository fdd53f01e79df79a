using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Execution;

/// <summary>Reads settings, newest stop, job and source in one query, for every question the gate is asked.</summary>
internal sealed class StoredGateFacts(IDbContextFactory<ParserDbContext> contexts) : IGateFacts
{
    // Compiled once: it runs before every request. The definition's text stays in the database.
    // Of this instance: a compiled query serves one model, and a test's two hosts in one process may use different databases.
    private readonly Func<ParserDbContext, Guid, string, Task<Row?>> _query = EF.CompileAsyncQuery(
        (ParserDbContext context, Guid jobId, string sourceId) =>
            (
                from settings in context.Set<ParserSettings>().AsNoTracking()
                from stop in context.Set<StopRecord>().OrderByDescending(stop => stop.Epoch).Take(1).DefaultIfEmpty()
                from source in context.Set<Source>().Where(source => source.Id == sourceId).DefaultIfEmpty()
                select new Row(
                    new SafetyState(
                        settings.Mode,
                        settings.EnableAutoupdate,
                        settings.Stopped,
                        settings.StoppedBy,
                        settings.StopReason,
                        settings.Epoch
                    ),
                    settings.Sealed,
                    stop == null ? null : new NewestStop(stop.Epoch, stop.StoppedBy, stop.Reason),
                    context.Set<ParserJob>().Any(job => job.Id == jobId && job.Status == JobStatus.Running),
                    context.Set<ParserJob>().Where(job => job.Id == jobId).Select(job => job.CancelRequestedBy).FirstOrDefault(),
                    source == null ? null : new SourceState(source.Name, source.Enabled, source.Paused, source.PausedBy, source.PauseReason)
                )
            ).SingleOrDefault()
    );

    /// <summary>
    /// Whoever is cancelled stops waiting, but the question itself goes on to its end: a context that is given back in the middle of one
    /// leaves a connection in the pool on which the next user hangs.
    /// </summary>
    public Task<GateFacts> ReadAsync(RunIdentity run, CancellationToken cancellationToken) => ReadAsync(run).WaitAsync(cancellationToken);

    private async Task<GateFacts> ReadAsync(RunIdentity run)
    {
        await using var context = await contexts.CreateDbContextAsync();
        var row = await _query(context, run.JobId, run.SourceId) ?? throw new LostRowException(SettingsLoss.Missing);
        return new GateFacts(
            row.Settings.After(row.Stop, SettingsJson.InStep(row.Sealed, row.Settings.Epoch)),
            row.JobRuns,
            Block(run, row.Source),
            row.CancelledBy
        );
    }

    /// <summary>A task of the whole program has no source that could bar it.</summary>
    private static string? Block(RunIdentity run, SourceState? source) =>
        run.SourceId.Length == 0 || (source is null && run.IsPreview) ? null
        : source is null ? $"There is no source {run.SourceId} any more"
        : source.Block;

    private sealed record Row(
        SafetyState Settings,
        string Sealed,
        NewestStop? Stop,
        bool JobRuns,
        string? CancelledBy,
        SourceState? Source
    );
}
