using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Execution;

/// <summary>
/// Decides which pending job may start now: oldest first within a priority, at most <c>max_concurrency</c> at once, one per source.
/// Its running mark is committed before any work begins. A job that has to wait says why.
/// </summary>
public sealed class JobAdmission(
    IDbContextFactory<ParserDbContext> contexts, ScheduleSlots slots, AuditTrail trail, NodeIdentity node, ShutdownGrace grace, EventBus bus, TimeProvider clock)
{
    /// <returns>The job that was marked as running, or null when none may start.</returns>
    public async Task<AdmittedJob?> AdmitNextAsync(CancellationToken cancellationToken)
    {
        // A node that was told to end begins nothing; others, or its next life, will.
        if (grace.IsEnding)
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.UtcMilliseconds();

        // Most wake-ups find nothing; those take no lock. A retry whose time has not come is left alone, with its reason.
        if (!await context.Set<ParserJob>().AnyAsync(job => job.Status == JobStatus.Pending && (job.NotBefore == null || job.NotBefore <= now), cancellationToken))
            return null;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var admitted = await DecideAsync(context, null, now, cancellationToken);
        var changed = Changed(context);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Publish(changed);
        return admitted;
    }

    /// <summary>Records a slot that came due and admits the next job in the same transaction, because a firing on time should not wait for two.</summary>
    /// <param name="due">When the slot came due, UTC.</param>
    /// <returns>The job that was marked as running, not necessarily the slot's own, or null when none may start.</returns>
    public async Task<AdmittedJob?> AdmitSlotAsync(string scheduleId, DateTime due, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var slot = await slots.AddAsync(context, scheduleId, due, cancellationToken);
        var admitted = grace.IsEnding ? null : await DecideAsync(context, slot, clock.UtcMilliseconds(), cancellationToken);
        var changed = Changed(context);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        slots.Publish(slot);
        Publish(changed.Except(slot?.Jobs ?? []));
        return admitted;
    }

    private void Publish(IEnumerable<ParserJob> changed)
    {
        foreach (var job in changed)
            bus.Publish(new JobChanged(job));
    }

    private static List<ParserJob> Changed(ParserDbContext context) =>
        [.. context.ChangeTracker.Entries<ParserJob>().Where(entry => entry.State == EntityState.Modified).Select(entry => entry.Entity)];

    /// <param name="slot">Added in this transaction, but not saved yet.</param>
    private async Task<AdmittedJob?> DecideAsync(ParserDbContext context, RecordedSlot? slot, DateTime now, CancellationToken cancellationToken)
    {
        var pending = await PendingAsync(context, slot, now, cancellationToken);
        if (pending.Count == 0)
            return null;
        var settings = slot?.Settings ?? await SettingsStore.ReadAsync(context, cancellationToken);
        var running = await context.Set<ParserJob>().Where(job => job.Status == JobStatus.Running)
            .Select(job => job.SourceId).ToListAsync(cancellationToken);
        var sources = await SourcesAsync(context, slot?.Source, pending, cancellationToken);
        var schedules = await SchedulesAsync(context, pending, cancellationToken);
        AdmittedJob? admitted = null;
        foreach (var job in pending)
        {
            if ((Refusal(settings, job, sources.GetValueOrDefault(job.SourceId)) ?? Refusal(job, schedules)) is { } refusal)
                Refuse(job, refusal);
            else if (running.Contains(job.SourceId))
                job.WaitFor(job.IsGlobal ? "Waits: another job of the whole program runs" : "Waits: another job of this source runs");
            else if (running.Count >= settings.MaxConcurrency)
                job.WaitFor($"Waits: {running.Count} of {settings.MaxConcurrency} jobs run");
            else if (admitted is null)
                admitted = await StartAsync(context, job, sources.GetValueOrDefault(job.SourceId), settings, running, cancellationToken);
        }

        return admitted;
    }

    private static async Task<Dictionary<string, Source>> SourcesAsync(
        ParserDbContext context, Source? known, List<ParserJob> pending, CancellationToken cancellationToken)
    {
        var wanted = pending.Select(job => job.SourceId).Where(id => id != known?.Id).Distinct().ToList();
        var sources = wanted.Count == 0 ? []
            : await context.Set<Source>().AsNoTracking().Where(source => wanted.Contains(source.Id)).ToDictionaryAsync(source => source.Id, cancellationToken);
        if (known is not null)
            sources[known.Id] = known;
        return sources;
    }

    /// <summary>
    /// In the order in which they may start. Where there are many, those whose source is free come first, so that five hundred jobs of one busy
    /// source do not hide the others; the rest is there to be told what it waits for.
    /// </summary>
    private static async Task<List<ParserJob>> PendingAsync(ParserDbContext context, RecordedSlot? slot, DateTime now, CancellationToken cancellationToken)
    {
        const int most = 250;
        var jobs = context.Set<ParserJob>();
        var waiting = jobs.Where(job => job.Status == JobStatus.Pending && (job.NotBefore == null || job.NotBefore <= now))
            .OrderByDescending(job => job.Priority).ThenBy(job => job.Id);
        var pending = await waiting.Take(most).ToListAsync(cancellationToken);
        if (pending.Count == most)
        {
            var free = await waiting.Where(job => !jobs.Any(other => other.Status == JobStatus.Running && other.SourceId == job.SourceId))
                .Take(most).ToListAsync(cancellationToken);
            pending = [.. free.Concat(pending).Distinct()];
        }

        if (slot is null)
            return pending;

        // What the slot cancelled is stored as pending still, and the slot's own job is not stored at all.
        return [.. pending.Append(slot.Job).Where(job => job.Status == JobStatus.Pending).OrderByDescending(job => job.Priority).ThenBy(job => job.Id)];
    }

    private async Task<AdmittedJob> StartAsync(
        ParserDbContext context, ParserJob job, Source? source, ParserSettings settings, List<string> running, CancellationToken cancellationToken)
    {
        job.Start(node.Name, node.Instance, settings.Epoch, clock.UtcMilliseconds());
        running.Add(job.SourceId);
        await trail.AppendAsync(
            context,
            new AuditRecord(Actor.System, "job.start", "parser_jobs", job.Id.ToString(), """{"status":"pending"}""", JobJson.Started(job), Epoch: job.Epoch),
            cancellationToken);
        return new AdmittedJob(job, source);
    }

    private void Refuse(ParserJob job, string reason)
    {
        if (job.Scheduled)
            job.Skip(reason, clock.UtcMilliseconds());
        else
            job.Cancel(reason, null, clock.UtcMilliseconds());
    }

    /// <summary>Slots were held against their schedule when they were recorded; a retry may come long after it was paused or deleted.</summary>
    private static async Task<Dictionary<string, Schedule>> SchedulesAsync(ParserDbContext context, List<ParserJob> pending, CancellationToken cancellationToken)
    {
        var ids = pending.Where(IsRetryOfASchedule).Select(job => job.ScheduleId).Distinct().ToList();
        return ids.Count == 0 ? []
            : await context.Set<Schedule>().AsNoTracking().Where(schedule => ids.Contains(schedule.Id)).ToDictionaryAsync(schedule => schedule.Id, cancellationToken);
    }

    private static string? Refusal(ParserJob job, Dictionary<string, Schedule> schedules) =>
        !IsRetryOfASchedule(job) ? null
        : schedules.TryGetValue(job.ScheduleId!, out var schedule) ? schedule.Block : ScheduleCommands.Deleted;

    private static bool IsRetryOfASchedule(ParserJob job) => job is { Trigger: JobTrigger.Retry, ScheduleId: not null };

    private static string? Refusal(ParserSettings settings, ParserJob job, Source? source) =>
        GateRules.Refusal(
            new GateFacts(SafetyState.Of(settings), JobRuns: true, source is null && !job.IsGlobal ? $"There is no source {job.SourceId} any more" : source?.Block),
            job.Identity with { Epoch = settings.Epoch },
            GateAction.Start)?.Message;
}
