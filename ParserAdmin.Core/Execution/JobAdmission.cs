using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Execution;

/// <summary>
/// Decides which pending jobs may start now, by the settings as they are stored at that moment: oldest first within a priority, at most
/// <c>max_concurrency</c> at once, one per source, and on this node no more than its share. Their running marks are committed before any
/// work begins.
/// A job that has to wait says why.
/// </summary>
public sealed class JobAdmission(
    IDbContextFactory<ParserDbContext> contexts,
    AuditTrail trail,
    NodeIdentity node,
    JobsInHand inHand,
    ShutdownGrace grace,
    EventBus bus,
    TimeProvider clock
)
{
    private static readonly CompiledQuery<Func<ParserDbContext, IAsyncEnumerable<RunningMark>>> Running = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context) =>
                context
                    .Set<ParserJob>()
                    .Where(job => job.Status == JobStatus.Running)
                    .Select(job => new RunningMark(job.SourceId, job.NodeInstance))
        )
    );

    private static readonly CompiledQuery<Func<ParserDbContext, List<string>, IAsyncEnumerable<Source>>> Sources = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, List<string> ids) => context.Set<Source>().AsNoTracking().Where(source => ids.Contains(source.Id))
        )
    );

    /// <param name="record">Adds, in the admission's transaction, jobs that came due: a run on time should not wait for two. Null for
    /// none.</param>
    /// <returns>The jobs that were marked as running; the caller has to run them.</returns>
    internal async Task<IReadOnlyList<AdmittedJob>> AdmitAsync(
        Func<ParserDbContext, ParserSettings, DateTime, CancellationToken, Task<IReadOnlyList<RecordedSlot>>>? record,
        CancellationToken cancellationToken
    )
    {
        // A node that was told to end begins nothing; others, or its next life, will.
        if (grace.IsEnding && record is null)
            return [];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // Most wake-ups find nothing; those take no lock. A retry whose time has not come is left alone, with its reason.
        if (record is null && !await WaitingJobs.AnyAsync(context, clock.UtcMilliseconds(), cancellationToken))
            return [];
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var now = clock.UtcMilliseconds();
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);
        var added = record is null ? [] : await record(context, settings, now, cancellationToken);
        var admitted = grace.IsEnding ? [] : await DecideAsync(context, settings, added, now, cancellationToken);
        var changed = context
            .ChangeTracker.Entries<ParserJob>()
            .Where(entry => entry.State is EntityState.Modified or EntityState.Added)
            .Select(entry => entry.Entity)
            .ToList();
        await StoreAsync(context, transaction, admitted, cancellationToken);
        foreach (var job in changed)
            bus.Publish(new JobChanged(job));
        return admitted;
    }

    /// <summary>
    /// The jobs are in hand before anyone can read their running marks. Where the commit fails nobody begins them: a mark that was stored
    /// after all is found as lost.
    /// </summary>
    private async Task StoreAsync(
        ParserDbContext context,
        IDbContextTransaction transaction,
        IReadOnlyList<AdmittedJob> admitted,
        CancellationToken cancellationToken
    )
    {
        foreach (var job in admitted)
            inHand.Take(job.Job.Id);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            foreach (var job in admitted)
                inHand.Drop(job.Job.Id);
            throw;
        }
    }

    /// <param name="added">Added in this transaction, but not saved yet.</param>
    private async Task<IReadOnlyList<AdmittedJob>> DecideAsync(
        ParserDbContext context,
        ParserSettings settings,
        IReadOnlyList<RecordedSlot> added,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var waiting = await WaitingJobs.ReadAsync(context, added.Select(slot => slot.Job), now, cancellationToken);
        if (waiting.Count == 0)
            return [];
        var running = await Running.In(context)(context).ToListAsync(cancellationToken);
        var busy = running.Select(job => job.SourceId).ToHashSet();
        var places = await ShareAsync(context, settings, now, cancellationToken) - running.Count(job => job.NodeInstance == node.Instance);
        var sources = await SourcesAsync(context, waiting, added, cancellationToken);
        var refusals = await WaitingRetries.RefusalsAsync(context, waiting, cancellationToken);
        var count = running.Count;
        var started = new List<ParserJob>();
        foreach (var job in waiting)
        {
            if ((Refusal(settings, job, sources.GetValueOrDefault(job.SourceId)) ?? refusals.GetValueOrDefault(job.Id)) is { } refusal)
            {
                Refuse(job, refusal);
            }
            else if (busy.Contains(job.SourceId))
            {
                job.WaitFor(job.IsGlobal ? "Waits: another job of the whole program runs" : "Waits: another job of this source runs");
            }
            else if (count >= settings.MaxConcurrency)
            {
                job.WaitFor($"Waits: {count} of {settings.MaxConcurrency} jobs run");
            }
            else if (started.Count < places)
            {
                job.Start(node.Name, node.Instance, settings.Epoch, now);
                started.Add(job);
                busy.Add(job.SourceId);
                count++;
            }
            else
            {
                job.WaitFor($"Waits: {node.Name} runs its share of the jobs; another node takes it, or this one when a place is free");
            }
        }

        await IntervalStarts.StartedAsync(context, started, added, settings, cancellationToken);
        await RecordAsync(context, started, cancellationToken);
        return [.. started.Select(job => new AdmittedJob(job, sources.GetValueOrDefault(job.SourceId)))];
    }

    private async Task RecordAsync(ParserDbContext context, List<ParserJob> started, CancellationToken cancellationToken)
    {
        foreach (var job in started)
        {
            await trail.AppendAsync(
                context,
                new AuditRecord(
                    Actor.System,
                    "job.start",
                    "parser_jobs",
                    job.Id.ToString(),
                    """{"status":"pending"}""",
                    JobJson.Started(job),
                    Epoch: job.Epoch
                ),
                cancellationToken
            );
        }
    }

    /// <summary>
    /// How many jobs this node may run at once: all of them where it is alone. Where others live they are left their part, so that the node
    /// that hears first does not take everything.
    /// </summary>
    private static async Task<int> ShareAsync(
        ParserDbContext context,
        ParserSettings settings,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        if (!context.Dialect.SharedByNodes)
            return settings.MaxConcurrency;
        var workers = (
            await context.Set<Node>().AsNoTracking().Where(known => known.Role != NodeRole.Web).ToListAsync(cancellationToken)
        ).Count(known => known.IsAlive(now));
        return (int)Math.Ceiling((double)settings.MaxConcurrency / Math.Max(1, workers));
    }

    /// <summary>Of the waiting jobs, by their ids. Those of the slots were read with them.</summary>
    private static async Task<Dictionary<string, Source>> SourcesAsync(
        ParserDbContext context,
        List<ParserJob> waiting,
        IReadOnlyList<RecordedSlot> added,
        CancellationToken cancellationToken
    )
    {
        var sources = added
            .Select(slot => slot.Due.Source)
            .OfType<Source>()
            .DistinctBy(source => source.Id)
            .ToDictionary(source => source.Id);
        var others = waiting.Where(job => !job.IsGlobal).Select(job => job.SourceId).Distinct().Except(sources.Keys).ToList();
        if (others.Count == 0)
            return sources;
        await foreach (var source in Sources.In(context)(context, others).WithCancellation(cancellationToken))
            sources[source.Id] = source;
        return sources;
    }

    private void Refuse(ParserJob job, string reason)
    {
        if (job.Scheduled)
            job.Skip(reason, clock.UtcMilliseconds());
        else
            job.Cancel(reason, null, clock.UtcMilliseconds());
    }

    private static string? Refusal(ParserSettings settings, ParserJob job, Source? source) =>
        GateRules
            .Refusal(
                new GateFacts(
                    SafetyState.Of(settings),
                    JobRuns: true,
                    source is null && !job.IsGlobal ? $"There is no source {job.SourceId} any more" : source?.Block
                ),
                job.Identity with
                {
                    Epoch = settings.Epoch,
                },
                GateAction.Start
            )
            ?.Message;

    private sealed record RunningMark(string SourceId, Guid? NodeInstance);
}
