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
/// <c>max_concurrency</c> at once, one per source, and on this node no more than its share. Their running marks are committed before any work begins.
/// A job that has to wait says why.
/// </summary>
public sealed class JobAdmission(
    IDbContextFactory<ParserDbContext> contexts, AuditTrail trail, NodeIdentity node, JobsInHand inHand, ShutdownGrace grace,
    EventBus bus, TimeProvider clock)
{
    /// <summary>How many waiting jobs are looked at; where there are more, those whose source is free come first.</summary>
    private const int Looked = 100;

    /// <param name="most">How many may start at most.</param>
    /// <param name="record">Adds, in the admission's transaction, jobs that came due: a run on time should not wait for two. Null for none.</param>
    /// <returns>The jobs that were marked as running; the caller has to run them.</returns>
    internal async Task<IReadOnlyList<AdmittedJob>> AdmitAsync(
        int most, Func<ParserDbContext, ParserSettings, DateTime, CancellationToken, Task<IReadOnlyList<ParserJob>>>? record, CancellationToken cancellationToken)
    {
        // A node that was told to end begins nothing; others, or its next life, will.
        if (grace.IsEnding && record is null)
            return [];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcMilliseconds();

        // Most wake-ups find nothing; those take no lock. A retry whose time has not come is left alone, with its reason.
        if (record is null && !await Waiting(context, now).AnyAsync(cancellationToken))
            return [];
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        now = clock.UtcMilliseconds();
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);
        var added = record is null ? [] : await record(context, settings, now, cancellationToken);
        var admitted = grace.IsEnding ? [] : await DecideAsync(context, settings, added, most, now, cancellationToken);
        var changed = context.ChangeTracker.Entries<ParserJob>().Where(entry => entry.State is EntityState.Modified or EntityState.Added).Select(entry => entry.Entity).ToList();
        await StoreAsync(context, transaction, admitted, cancellationToken);
        foreach (var job in changed)
            bus.Publish(new JobChanged(job));
        return admitted;
    }

    /// <summary>The jobs are in hand before anyone can read their running marks. Where the commit fails nobody begins them: a mark that was stored after all is found as lost.</summary>
    private async Task StoreAsync(ParserDbContext context, IDbContextTransaction transaction, IReadOnlyList<AdmittedJob> admitted, CancellationToken cancellationToken)
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

    private static IQueryable<ParserJob> Waiting(ParserDbContext context, DateTime now) =>
        context.Set<ParserJob>().Where(WaitingRetries.Due(now));

    /// <param name="added">Added in this transaction, but not saved yet.</param>
    private async Task<IReadOnlyList<AdmittedJob>> DecideAsync(
        ParserDbContext context, ParserSettings settings, IReadOnlyList<ParserJob> added, int most, DateTime now, CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(context, added, now, cancellationToken);
        if (waiting.Count == 0)
            return [];
        var running = await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Running)
            .Select(job => new { job.SourceId, Mine = job.NodeInstance == node.Instance }).ToListAsync(cancellationToken);
        var busy = running.Select(job => job.SourceId).ToHashSet();
        var places = Math.Min(most, await ShareAsync(context, settings, now, cancellationToken) - running.Count(job => job.Mine));
        var sources = await SourcesAsync(context, waiting, cancellationToken);
        var refusals = await SlotLedger.RefusalsAsync(context, waiting, cancellationToken);
        var count = running.Count;
        var started = new List<ParserJob>();
        foreach (var job in waiting)
        {
            if ((Refusal(settings, job, sources.GetValueOrDefault(job.SourceId)) ?? refusals.GetValueOrDefault(job.Id)) is { } refusal)
                Refuse(job, refusal);
            else if (busy.Contains(job.SourceId))
                job.WaitFor(job.IsGlobal ? "Waits: another job of the whole program runs" : "Waits: another job of this source runs");
            else if (count >= settings.MaxConcurrency)
                job.WaitFor($"Waits: {count} of {settings.MaxConcurrency} jobs run");
            else if (started.Count < places)
            {
                job.Start(node.Name, node.Instance, settings.Epoch, now);
                started.Add(job);
                busy.Add(job.SourceId);
                count++;
            }
        }

        return started.Count == 0 ? [] : await MarkAsync(context, started, settings, cancellationToken);
    }

    private async Task<IReadOnlyList<AdmittedJob>> MarkAsync(
        ParserDbContext context, List<ParserJob> started, ParserSettings settings, CancellationToken cancellationToken)
    {
        await SlotLedger.StartedAsync(context, started, settings, cancellationToken);
        foreach (var job in started)
        {
            await trail.AppendAsync(
                context,
                new AuditRecord(Actor.System, "job.start", "parser_jobs", job.Id.ToString(), """{"status":"pending"}""", JobJson.Started(job), Epoch: job.Epoch),
                cancellationToken);
        }

        // Whole, with their definitions: of those that run alone.
        var ids = started.Where(job => !job.IsGlobal).Select(job => job.SourceId).ToList();
        var sources = await context.Set<Source>().AsNoTracking().Where(source => ids.Contains(source.Id)).ToDictionaryAsync(source => source.Id, cancellationToken);
        return [.. started.Select(job => new AdmittedJob(job, sources.GetValueOrDefault(job.SourceId)))];
    }

    /// <summary>
    /// How many jobs this node may run at once: all of them where it is alone. Where others live they are left their part, so that the node that
    /// hears first does not take everything.
    /// </summary>
    private static async Task<int> ShareAsync(ParserDbContext context, ParserSettings settings, DateTime now, CancellationToken cancellationToken)
    {
        if (!context.Dialect.SharedByNodes)
            return settings.MaxConcurrency;
        var workers = (await context.Set<Node>().AsNoTracking().Where(known => known.Role != NodeRole.Web).ToListAsync(cancellationToken)).Count(known => known.IsAlive(now));
        return (int)Math.Ceiling((double)settings.MaxConcurrency / Math.Max(1, workers));
    }

    private static Task<Dictionary<string, SourceState>> SourcesAsync(ParserDbContext context, List<ParserJob> waiting, CancellationToken cancellationToken)
    {
        var wanted = waiting.Select(job => job.SourceId).Distinct().ToList();
        return context.Set<Source>().Where(source => wanted.Contains(source.Id))
            .Select(source => new { source.Id, State = new SourceState(source.Name, source.Enabled, source.Paused, source.PausedBy, source.PauseReason) })
            .ToDictionaryAsync(source => source.Id, source => source.State, cancellationToken);
    }

    /// <summary>
    /// In the order in which they may start. Where there are many, those whose source is free come first, so that five hundred jobs of one busy
    /// source do not hide the others; the rest is there to be told what it waits for.
    /// </summary>
    private static async Task<List<ParserJob>> WaitingAsync(ParserDbContext context, IReadOnlyList<ParserJob> added, DateTime now, CancellationToken cancellationToken)
    {
        var jobs = context.Set<ParserJob>();
        var ordered = Waiting(context, now).OrderByDescending(job => job.Priority).ThenBy(job => job.Id);
        var waiting = await ordered.Take(Looked).ToListAsync(cancellationToken);
        if (waiting.Count == Looked)
        {
            var free = await ordered.Where(job => !jobs.Any(other => other.Status == JobStatus.Running && other.SourceId == job.SourceId))
                .Take(Looked).ToListAsync(cancellationToken);
            waiting = [.. free.Concat(waiting).Distinct()];
        }

        // What a slot cancelled is stored as pending still, and its own job is not stored at all.
        return [.. waiting.Concat(added).Where(job => job.Status == JobStatus.Pending).OrderByDescending(job => job.Priority).ThenBy(job => job.Id)];
    }

    private void Refuse(ParserJob job, string reason)
    {
        if (job.Scheduled)
            job.Skip(reason, clock.UtcMilliseconds());
        else
            job.Cancel(reason, null, clock.UtcMilliseconds());
    }

    private static string? Refusal(ParserSettings settings, ParserJob job, SourceState? source) =>
        GateRules.Refusal(
            new GateFacts(SafetyState.Of(settings), JobRuns: true, source is null && !job.IsGlobal ? $"There is no source {job.SourceId} any more" : source?.Block),
            job.Identity with { Epoch = settings.Epoch },
            GateAction.Start)?.Message;
}
