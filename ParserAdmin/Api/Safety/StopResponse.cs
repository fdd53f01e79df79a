using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Api.Safety;

/// <summary>
/// What an emergency stop did: its epoch, how many jobs ran when it came, which nodes have obeyed, and what is still to be done.
/// </summary>
/// <param name="Nodes">Null where the database did not tell in time which nodes there are.</param>
/// <param name="Told">Every node that listens was told, or reads it in the database.</param>
/// <param name="Stored">It survives a restart.</param>
/// <param name="Audited">The settings row and the audit trail say it, too; else that follows as soon as nobody locks them.</param>
/// <param name="Unknown">What could not be found out in time, in words; null where all is known.</param>
internal sealed record StopResponse(
    long Epoch,
    int JobsCancelled,
    IReadOnlyList<AcknowledgementResponse>? Nodes,
    bool Told,
    bool Stored,
    bool Audited,
    string? Unknown
)
{
    private const string NodesUnread =
        "Which nodes have acknowledged cannot be read: the database does not answer for them, perhaps because another program holds "
        + "their table. Look at /nodes.";

    public static StopResponse Of(StopReport report, long epoch, IReadOnlyList<Node>? nodes, DateTime now) =>
        new(
            epoch,
            report.JobsCancelled,
            nodes is null ? null : [.. nodes.Select(node => AcknowledgementResponse.Of(node, epoch, now))],
            report.Told,
            report.Stored,
            report.Audited,
            nodes is null ? NodesUnread : null
        );
}
