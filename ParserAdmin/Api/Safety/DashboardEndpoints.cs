using ParserAdmin.Api.Cluster;
using ParserAdmin.Api.Jobs;
using ParserAdmin.Api.Schedules;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;

namespace ParserAdmin.Api.Safety;

/// <summary>All that the dashboard shows, in one answer.</summary>
internal static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder app) =>
        app.MapReading("/admin/parser", "Safety")
            .MapGet("/dashboard", GetAsync)
            .WithSummary("Mode, stop, running and pending jobs, next runs, the last 24 hours and the nodes")
            .Produces<DashboardResponse>();

    private static async Task<IResult> GetAsync(
        SettingsStore store,
        JobQueries jobs,
        ScheduleQueries schedules,
        SlotLedger ledger,
        NodeQueries nodes,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcMilliseconds();
        var settings = await store.ReadAsync(cancellationToken);
        var armed = (await schedules.AllAsync(cancellationToken)).Where(view => view.Armed).ToList();
        var next = await ledger.NextRunsAsync(armed, cancellationToken);
        return Answers.Ok(
            new DashboardResponse(
                settings.Mode,
                settings.EnableAutoupdate,
                settings.Stopped,
                settings.StoppedAt,
                settings.StoppedBy,
                settings.StopReason,
                settings.Epoch,
                settings.Version,
                await InStatusAsync(JobStatus.Running),
                await InStatusAsync(JobStatus.Pending),
                [
                    .. armed
                        .Where(view => next.ContainsKey(view.Id))
                        .OrderBy(view => next[view.Id])
                        .Select(view => new NextRunResponse(
                            view.Id,
                            view.Schedule.Task,
                            view.Schedule.SourceId,
                            view.When,
                            view.Timing.Interval?.TotalSeconds,
                            next[view.Id]
                        )),
                ],
                LastDayResponse.Of(await jobs.TotalsAsync(now.AddHours(-24), cancellationToken)),
                [.. (await nodes.AllAsync(cancellationToken)).Select(node => NodeResponse.Of(node, now))]
            )
        );

        async Task<IReadOnlyList<TaskResponse>> InStatusAsync(JobStatus status) =>
            [.. (await jobs.RecentAsync(new JobFilter([status]), null, 100, cancellationToken)).Select(job => TaskResponse.Of(job))];
    }
}
