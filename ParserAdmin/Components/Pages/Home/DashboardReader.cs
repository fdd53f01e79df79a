using ParserAdmin.Components.Pages.Home.Day;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Backoff;

namespace ParserAdmin.Components.Pages.Home;

/// <summary>
/// Reads the dashboard: a dozen statements, however many jobs, sources and schedules there are, and however many people look. One reading
/// goes on at a time; all who ask meanwhile share the one after it, which began after they asked.
/// </summary>
public sealed class DashboardReader(
    SourceQueries sources,
    SourceBackoffs backoffs,
    ScheduleQueries schedules,
    ScheduleForecast forecast,
    NodeQueries nodes,
    JobQueries jobs,
    JobStatistics statistics,
    HostQueries hosts,
    DatabasePlace database,
    DataDirectory directory,
    TimeProvider clock
)
{
    public const int MostTroubles = 8;
    public const int MostFailing = 8;
    private const int MostSources = 12;
    private const int MostHosts = 8;
    private const int MostRuns = 500;
    private static readonly JobLogFilter Trouble = new(Levels: [JobLogLevel.Warning, JobLogLevel.Error]);

    private readonly Lock _lock = new();
    private Task<DashboardView>? _last;
    private Task<DashboardView>? _next;

    public Task<DashboardView> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var before = _last;
            _next ??= _last = Task.Run(() => ReadAfterAsync(before), CancellationToken.None);
            return _next.WaitAsync(cancellationToken);
        }
    }

    private async Task<DashboardView> ReadAfterAsync(Task<DashboardView>? before)
    {
        // Its failure is told to those who wait for it.
        if (before is not null)
            await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
            _next = null;
        return await ReadNowAsync(CancellationToken.None);
    }

    private async Task<DashboardView> ReadNowAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        var dayAgo = now.AddDays(-1);
        var views = await schedules.AllAsync(cancellationToken);
        var next = await forecast.StartsAsync(views, cancellationToken);
        var troubles = await jobs.LogTailAsync(Trouble, MostTroubles, cancellationToken);
        return new DashboardView(
            await sources.ListAsync(null, MostSources, cancellationToken),
            views
                .Where(view => view.SourceName is not null)
                .DistinctBy(view => view.Schedule.SourceId)
                .ToDictionary(view => view.Schedule.SourceId!, view => view.SourceName!),
            next,
            await nodes.AllAsync(cancellationToken),
            new LastDay(await statistics.HoursAsync(dayAgo, cancellationToken), dayAgo, now),
            await statistics.LatestAsync(dayAgo, MostRuns, cancellationToken),
            await backoffs.FailingAsync(MostFailing + 1, cancellationToken),
            [.. troubles.Reverse()],
            await hosts.CoolingAsync(MostHosts, cancellationToken),
            database,
            DiskSpace.Of(directory)
        );
    }
}
