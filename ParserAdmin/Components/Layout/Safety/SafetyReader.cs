using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>Reads what the safety bar shows.</summary>
public sealed class SafetyReader(SettingsStore settings, NodeQueries nodes, JobQueries jobs, DatabaseHealth database, TimeProvider clock)
{
    private const int Most = 200;

    public async Task<SafetyView> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var current = await settings.ReadAsync(cancellationToken);
        var all = await nodes.AllAsync(cancellationToken);
        var living = all.Where(node => node.IsAlive(now)).ToList();
        var running = await jobs.RecentAsync(new JobFilter([JobStatus.Running]), null, Most, cancellationToken);
        var ended = current.Stopped
            ? (await jobs.RecentAsync(new JobFilter([JobStatus.Cancelled, JobStatus.Lost]), null, Most, cancellationToken))
                .Where(job => job.StartedAt is not null && job.EndedAt >= current.StoppedAt)
                .ToList()
            : [];
        return new SafetyView(current, living, running, ended)
        {
            DatabaseProblem = database.State.Text,
            Unheard = [.. all.Where(node => node.IsSilent(now) && !node.IsGone(now) && node.AcknowledgedEpoch < current.Epoch)],
        };
    }
}
