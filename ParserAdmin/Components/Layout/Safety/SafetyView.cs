using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>What the safety bar shows, all read from the database.</summary>
/// <param name="Nodes">The nodes that live.</param>
/// <param name="Running">Jobs that run now, on any node.</param>
/// <param name="Ended">Jobs that ran when the stop came and have ended since: cancelled or lost. Empty while not stopped.</param>
public sealed record SafetyView(
    ParserSettings Settings,
    IReadOnlyList<Node> Nodes,
    IReadOnlyList<ParserJob> Running,
    IReadOnlyList<ParserJob> Ended
)
{
    /// <summary>What is wrong with the database though it can be read, such as that it takes no writes; null while all is well.</summary>
    public string? DatabaseProblem { get; init; }

    /// <summary>
    /// Nodes that give no sign of life, never said good-bye and have not obeyed this stop. They are named, not waited for: one may be
    /// frozen and wake, or have ended long ago.
    /// </summary>
    public IReadOnlyList<Node> Unheard { get; init; } = [];

    public IReadOnlyList<Node> Silent => [.. Nodes.Where(node => node.AcknowledgedEpoch < Settings.Epoch)];

    public IReadOnlyList<ParserJob> Lost => [.. Ended.Where(job => job.Status == JobStatus.Lost)];

    public int StoppedJobs => Ended.Count(job => job.Status == JobStatus.Cancelled);

    /// <summary>The slowest acknowledgement so far, in milliseconds; null while nobody has.</summary>
    public double? SlowestMs => Nodes.Where(node => node.AcknowledgedEpoch >= Settings.Epoch).Max(node => node.AcknowledgedMs);

    /// <summary>Every living node obeyed this stop and none of its jobs runs any more.</summary>
    public bool Acknowledged => Nodes.Count > 0 && Silent.Count == 0 && Running.Count == 0;
}
