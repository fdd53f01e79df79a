using System.CommandLine;
using System.Globalization;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Commands;

/// <summary><c>status</c>: mode, stop latch, running jobs, next runs, nodes.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandBuilder cli)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        return cli.Create(
            "status",
            "Shows mode, stop latch, running jobs, next runs and nodes.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                var settings = await host.Get<SettingsStore>().ReadAsync(cancellationToken);
                var jobs = await host.Get<JobQueries>()
                    .RecentAsync(new JobFilter([JobStatus.Running, JobStatus.Pending]), null, 100, cancellationToken);
                var next = await host.Get<ScheduleForecast>().NextRunsAsync(cancellationToken);
                var nodes = await host.Get<NodeQueries>().AllAsync(cancellationToken);
                var now = host.Get<TimeProvider>().UtcMilliseconds();
                if (parsed.GetValue(json))
                    await host.Output.WriteLineAsync(Json(settings, jobs, next, nodes, now));
                else
                    await WriteAsync(host.Output, settings, jobs, next, nodes, now);
                return ExitCode.Done;
            },
            json
        );
    }

    private static string Json(
        ParserSettings settings,
        IReadOnlyList<ParserJob> jobs,
        IReadOnlyList<NextRun> next,
        IReadOnlyList<Node> nodes,
        DateTime now
    ) =>
        CommandJson.Write(
            new
            {
                settings.Mode,
                settings.EnableAutoupdate,
                settings.Stopped,
                settings.StoppedAt,
                settings.StoppedBy,
                settings.StopReason,
                settings.Epoch,
                settings.Version,
                Jobs = jobs.Select(job => new
                {
                    job.Id,
                    job.Task,
                    SourceId = job.IsGlobal ? null : job.SourceId,
                    job.Status,
                    job.Reason,
                    job.Actor,
                    job.Node,
                    job.RequestedAt,
                    job.StartedAt,
                }),
                NextRuns = next.Select(run => new { run.ScheduleId, run.At }),
                Nodes = nodes.Select(node => new
                {
                    node.Name,
                    node.Role,
                    Alive = node.IsAlive(now),
                    node.StartedAt,
                    node.HeartbeatAt,
                    node.AcknowledgedEpoch,
                    node.AcknowledgedMs,
                }),
            }
        );

    private static async Task WriteAsync(
        TextWriter output,
        ParserSettings settings,
        IReadOnlyList<ParserJob> jobs,
        IReadOnlyList<NextRun> next,
        IReadOnlyList<Node> nodes,
        DateTime now
    )
    {
        await output.WriteLineAsync(
            $"Mode     {StoredEnum.Write(settings.Mode)}, version {settings.Version}, changed by {settings.UpdatedBy} at "
                + $"{Time(settings.UpdatedAt)}{Because(settings.UpdateReason)}"
        );
        await output.WriteLineAsync(
            settings.Stopped
                ? $"STOPPED  by {settings.StoppedBy} at {Time(settings.StoppedAt)}{Because(settings.StopReason)}. Reset it with: "
                    + $"parseradmin reset --reason TEXT --confirm RESET"
                : "Stop     not stopped"
        );
        foreach (var job in jobs)
            await output.WriteLineAsync($"Job      {StoredEnum.Write(job.Status)}  {job.Name}  {job.Id}{Because(job.Reason)}");
        foreach (var run in next)
            await output.WriteLineAsync($"Next     {Time(run.At)}  {run.ScheduleId}");
        if (next.Count == 0)
            await output.WriteLineAsync("Next     nothing: schedules start jobs in mode auto only");
        foreach (var node in nodes)
        {
            await output.WriteLineAsync(
                $"Node     {node.Name}  "
                    + $"{(node.IsAlive(now) ? "alive" : node.HeartbeatAt is null ? "ended" : $"silent since {Time(node.HeartbeatAt)}")}"
            );
        }
    }

    private static string Time(DateTime? time) => time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";

    private static string Because(string? reason) => reason is { Length: > 0 } ? $" ({reason})" : "";
}
