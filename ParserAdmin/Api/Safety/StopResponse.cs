using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Api.Safety;

/// <summary>What an emergency stop did: its epoch, how many jobs ran when it came, and which nodes have obeyed.</summary>
internal sealed record StopResponse(long Epoch, int JobsCancelled, IReadOnlyList<AcknowledgementResponse> Nodes)
{
    public static StopResponse Of(StopReport report, IReadOnlyList<Node> nodes) =>
        new(report.Settings.Epoch, report.JobsCancelled, [.. nodes.Select(node => AcknowledgementResponse.Of(node, report.Settings.Epoch))]);
}
