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

/// <summary>What the dashboard shows beside the jobs that run and wait.</summary>
/// <param name="Names">What people call each source that has a schedule, by its id.</param>
/// <param name="NextRuns">When each schedule starts next, soonest first; outside of auto, when it would first in auto.</param>
/// <param name="Latest">The runs that started last, newest first.</param>
/// <param name="Failing">Sources of which every run fails, those that do so longest first.</param>
/// <param name="Troubles">The newest warnings and errors of all logs, newest first.</param>
/// <param name="Cooling">Hosts that are left alone, the longest first.</param>
public sealed record DashboardView(
    IReadOnlyList<Source> Sources,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<UpcomingRun> NextRuns,
    IReadOnlyList<Node> Nodes,
    LastDay Day,
    IReadOnlyList<RunSpan> Latest,
    IReadOnlyList<FailingSource> Failing,
    IReadOnlyList<JobLogLine> Troubles,
    IReadOnlyList<HostRecord> Cooling,
    DatabasePlace Database,
    DiskSpace Disk
);
