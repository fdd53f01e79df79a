using System.CommandLine;
using System.Globalization;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Commands;

/// <summary><c>stop</c>: the emergency stop from a shell. Running nodes read it within 200 ms, and are waited for.</summary>
internal static class StopCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static Command Create(CommandBuilder cli)
    {
        var reason = SafetyCliCommands.Reason(required: false);
        return cli.Create("stop", "EMERGENCY STOP: cancels every running job on every node and lets nothing start until it is reset.", DatabaseNeed.AsItIs, async (parsed, host, cancellationToken) =>
        {
            var result = await host.Get<EmergencyStop>().StopAsync(CommandHost.Actor, parsed.GetValue(reason), CancellationToken.None);
            if (result is not { Succeeded: true, Value: { Epoch: { } epoch } report })
                return await host.RefuseAsync(result);
            await host.Output.WriteLineAsync($"The stop is stored (epoch {epoch}). Jobs that ran: {report.JobsCancelled}.");
            if (!report.Audited)
                await host.Output.WriteLineAsync("The settings row or the audit trail is locked by another program; the nodes bring them in step as soon as it lets go.");
            return await AcknowledgedAsync(host, epoch, cancellationToken) ? ExitCode.Done : ExitCode.Failed;
        }, reason);
    }

    private static async Task<bool> AcknowledgedAsync(CommandHost host, long epoch, CancellationToken cancellationToken)
    {
        var nodes = await host.Get<NodeQueries>().AcknowledgementsAsync(epoch, Patience, cancellationToken);
        if (nodes.Count == 0)
            await host.Output.WriteLineAsync("No node is running.");
        foreach (var node in nodes)
        {
            if (node.AcknowledgedEpoch >= epoch)
                await host.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{node.Name} acknowledged after {node.AcknowledgedMs ?? 0:0} ms; {node.StoppedJobs} jobs stopped there."));
            else
                await host.Error.WriteLineAsync($"{node.Name} has NOT acknowledged within {Patience.TotalSeconds:0} s. Its last sign of life was at {node.HeartbeatAt:HH:mm:ss}Z; look at that machine.");
        }

        return nodes.All(node => node.AcknowledgedEpoch >= epoch);
    }
}
