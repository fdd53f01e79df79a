using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Cluster.Relay;

/// <summary>
/// Finds in the tables what other processes did: for databases that carry no messages, and for messages that were lost. What is found is
/// held until the next look and told only if it was not told meanwhile: a row can be read before the one who wrote it has said so.
/// </summary>
internal sealed class ClusterPoll(IDbContextFactory<ParserDbContext> contexts, NodeIdentity self, SeenEvents seen, TimeProvider clock)
{
    private const int Most = 500;
    private const int Newest = 50;
    private HashSet<object> _held = [];
    private HashSet<object> _holding = [];
    private Dictionary<string, (Guid, DateTime?, long)> _nodes = [];
    private List<Guid> _active = [];
    private long? _entry;
    private long? _line;
    private bool _looked;

    /// <summary>Whether the next look has something to tell, if nobody tells it before.</summary>
    public bool HoldsNews => _held.Count > 0;

    /// <returns>The news that other nodes made, oldest first within a kind.</returns>
    /// <param name="found">Every living or new job of this look, told or not: a cancellation must not wait.</param>
    public async Task<IReadOnlyList<IEvent>> PollAsync(Action<JobSnapshot> found, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var news = new List<IEvent>();
        _holding = [];
        await LookAtJobsAsync(context, news, found, cancellationToken);
        if (await LookAtNodesAsync(context, news, cancellationToken))
        {
            await LookAtLinesAsync(context, news, cancellationToken);
        }
        else
        {
            // Nobody else writes lines: what this node told is not looked for, and must not be kept for good.
            _line = null;
            seen.ForgetLinesUpTo(long.MaxValue);
        }

        await LookAtTrailAsync(context, news, cancellationToken);
        _held = _holding;
        _looked = true;
        return news;
    }

    private async Task LookAtJobsAsync(
        ParserDbContext context,
        List<IEvent> news,
        Action<JobSnapshot> found,
        CancellationToken cancellationToken
    )
    {
        var all = context.Set<ParserJob>().AsNoTracking();
        var active = await PolledRows.Active.In(context)(context, Most).ToListAsync(cancellationToken);
        var jobs = active.ToDictionary(job => job.Id, job => job.Snapshot());
        var ended = _active.Where(id => !jobs.ContainsKey(id)).ToList();
        var others = ended.Count == 0 ? [] : await all.Where(job => ended.Contains(job.Id)).ToListAsync(cancellationToken);
        others.AddRange(await PolledRows.Newest.In(context)(context, Newest).ToListAsync(cancellationToken));
        others.ForEach(job => jobs.TryAdd(job.Id, job.Snapshot()));
        foreach (var job in jobs.Values.OrderBy(job => job.Id))
        {
            found(job);
            if (!_looked)
                seen.Note(job);
            else if (!seen.HasJob(job) && Ripe((job.Id, job.Status, job.Reason, job.CancelRequestedAt)))
                Publish(news, new JobChanged(job));
            else if (job.Status == JobStatus.Running && job.NodeInstance != self.Instance)
                TellProgress(news, job);
        }

        _active = [.. active.Select(job => job.Id)];
        seen.ForgetJobs(jobs.Keys.ToHashSet());
    }

    private void TellProgress(List<IEvent> news, JobSnapshot job)
    {
        var (before, now) = (seen.Counts(job), job.Counts);
        if (now.Requests <= before.Requests && now.ItemsProcessed <= before.ItemsProcessed)
            return;
        Publish(news, new JobProgressed(job.Id, job.SourceId, now));
        var batch = new SavedBatch(now.ItemsNew - before.ItemsNew, now.ItemsChanged - before.ItemsChanged, 0);
        if (batch.New > 0 || batch.Changed > 0)
            news.Add(new ItemsSaved(job.SourceId, job.Id, batch));
    }

    /// <returns>Whether another node lives.</returns>
    private async Task<bool> LookAtNodesAsync(ParserDbContext context, List<IEvent> news, CancellationToken cancellationToken)
    {
        var nodes = (await PolledRows.Nodes.In(context)(context).ToListAsync(cancellationToken))
            .Where(node => node.Name != self.Name)
            .ToList();
        var marks = nodes.ToDictionary(node => node.Name, node => (node.Instance, node.HeartbeatAt, node.AcknowledgedEpoch));
        if (_looked)
        {
            news.AddRange(
                nodes
                    .Where(node => !_nodes.TryGetValue(node.Name, out var mark) || mark != marks[node.Name])
                    .Select(node => new NodeChanged(node))
            );
        }

        _nodes = marks;
        var now = clock.UtcMilliseconds();
        return nodes.Any(node => node.IsAlive(now));
    }

    private async Task LookAtLinesAsync(ParserDbContext context, List<IEvent> news, CancellationToken cancellationToken)
    {
        var all = context.Set<JobLogLine>().AsNoTracking();
        if (_line is not { } last)
        {
            _line = await all.MaxAsync(line => (long?)line.Sequence, cancellationToken) ?? 0;
            return;
        }

        var lines = await all.Where(line => line.Sequence > last).OrderBy(line => line.Sequence).Take(Most).ToListAsync(cancellationToken);
        var told = lines.Where(line => !seen.HasLine(line.Sequence) && Ripe(line.Sequence)).ToList();
        if (told.Count > 0)
            Publish(news, new JobLogged(told));
        foreach (var line in lines.TakeWhile(line => seen.HasLine(line.Sequence)))
            _line = line.Sequence;
        seen.ForgetLinesUpTo(_line.Value);
    }

    private async Task LookAtTrailAsync(ParserDbContext context, List<IEvent> news, CancellationToken cancellationToken)
    {
        var all = context.Set<AuditEntry>().AsNoTracking();
        if (_entry is not { } last)
        {
            _entry = await all.MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
            return;
        }

        var entries = await PolledRows.Entries.In(context)(context, last, Most).ToListAsync(cancellationToken);
        foreach (var entry in entries.Where(entry => !seen.HasEntry(entry.Sequence)))
        {
            if (!Ripe(("audit", entry.Sequence)))
            {
                // Told at the first look: this node's triggers must be in step at once, and hearing it twice does no harm.
                if (entry is { EntityType: "schedules", EntityId: { } scheduleId, Action: not SchedulePresets.Created })
                    news.Add(new ScheduleChanged(scheduleId));
                continue;
            }

            Publish(news, new AuditAppended(entry));
            if (entry is { EntityType: "sources", EntityId: { } sourceId })
                news.Add(new SourceChanged(sourceId));
        }

        foreach (var entry in entries.TakeWhile(entry => seen.HasEntry(entry.Sequence)))
            _entry = entry.Sequence;
        seen.ForgetEntriesUpTo(_entry.Value);
    }

    /// <summary>Whether it was found at the look before this one, too.</summary>
    private bool Ripe(object key)
    {
        if (_held.Contains(key))
            return true;
        _holding.Add(key);
        return false;
    }

    private void Publish(List<IEvent> news, IEvent raised)
    {
        seen.Note(raised);
        news.Add(raised);
    }
}
