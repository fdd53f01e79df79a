using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Home;

/// <summary>Reads the dashboard.</summary>
public sealed class DashboardReader(
    SourceQueries sources, ScheduleQueries schedules, SlotLedger ledger, NodeQueries nodes, JobQueries jobs, HostQueries hosts, TimeProvider clock)
{
    public const int MostTroubles = 8;
    private const int MostSources = 12;
    private const int MostHosts = 8;
    private static readonly JobLogFilter Trouble = new(Levels: [JobLogLevel.Warning, JobLogLevel.Error]);

    public async Task<DashboardView> ReadAsync(CancellationToken cancellationToken)
    {
        var armed = (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed).ToList();
        var next = await ledger.NextRunsAsync(armed, cancellationToken);
        var runs = armed.Where(view => next.ContainsKey(view.Id)).Select(view => (view.Schedule, next[view.Id])).OrderBy(run => run.Item2);
        var troubles = await jobs.LogTailAsync(Trouble, MostTroubles, cancellationToken);
        return new DashboardView(
            await sources.ListAsync(null, MostSources, cancellationToken),
            [.. runs],
            await nodes.AllAsync(cancellationToken),
            await jobs.TotalsAsync(clock.UtcMilliseconds().AddDays(-1), cancellationToken),
            [.. troubles.Reverse()],
            await hosts.CoolingAsync(MostHosts, cancellationToken));
    }
}
