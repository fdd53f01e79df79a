using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Home;

/// <summary>What the dashboard shows beside the jobs that run and wait.</summary>
/// <param name="NextRuns">When each schedule fires next, UTC, soonest first.</param>
/// <param name="Day">What the jobs of the last 24 hours did, by status.</param>
/// <param name="Troubles">The newest warnings and errors of all logs, newest first.</param>
/// <param name="Cooling">Hosts that are left alone, the longest first.</param>
public sealed record DashboardView(
    IReadOnlyList<Source> Sources,
    IReadOnlyList<(Schedule Schedule, DateTime At)> NextRuns,
    IReadOnlyList<Node> Nodes,
    IReadOnlyList<JobTotals> Day,
    IReadOnlyList<JobLogLine> Troubles,
    IReadOnlyList<HostRecord> Cooling);
