using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Api.Safety;

/// <summary>What an emergency stop did: its epoch, how many jobs ran when it came, and which nodes have obeyed.</summary>
internal sealed record StopShape(long Epoch, int JobsCancelled, IReadOnlyList<AcknowledgementShape> Nodes)
{
    public static StopShape Of(StopReport report, IReadOnlyList<Node> nodes) =>
        new(report.Settings.Epoch, report.JobsCancelled, [.. nodes.Select(node => AcknowledgementShape.Of(node, report.Settings.Epoch))]);
}
