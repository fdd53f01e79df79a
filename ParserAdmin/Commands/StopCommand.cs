using System.CommandLine;
using System.Globalization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Cluster.ShellStop;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Commands;

/// <summary>
/// <c>stop</c>: the emergency stop from a shell. The node of this data folder is told directly, which takes milliseconds; without one the
/// stop is stored in the database, where every node reads it.
/// </summary>
internal static class StopCommand
{
    public static Command Create(CommandBuilder cli)
    {
        var reason = SafetyCliCommands.Reason(required: false);
        return cli.Create(
            "stop",
            "EMERGENCY STOP: cancels every running job on every node and lets nothing start until it is reset.",
            DatabaseNeed.AsItIs,
            async (parsed, configuration, open, cancellationToken) =>
            {
                var (call, isSilent) = await StopCall.BeginAsync(
                    DataDirectory.PathFrom(configuration),
                    new StopRequest(Environment.UserName, parsed.GetValue(reason)),
                    cancellationToken
                );
                if (call is not null)
                    return await ByNodeAsync(call, parsed.InvocationConfiguration, cancellationToken);
                await using var host = await open();
                var code = await ByDatabaseAsync(host, parsed.GetValue(reason), isSilent, cancellationToken);
                if (!isSilent)
                    return code;
                await host.Error.WriteLineAsync(
                    "The node of this data folder does not answer: it has NOT acknowledged. Look at its process; as soon as it wakes it "
                        + "finds the stop."
                );
                return code == ExitCode.Done ? ExitCode.Failed : code;
            },
            reason
        );
    }

    private static async Task<int> ByNodeAsync(StopCall begun, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        await using var call = begun;
        if (await call.NextAsync(cancellationToken) is not { Status: { } status } result)
        {
            await console.Error.WriteLineAsync(
                "The node of this data folder took the stop and is stopped, but ended before it said whether it is stored. Look with: "
                    + "parseradmin status"
            );
            return ExitCode.Failed;
        }

        if (result is not { Epoch: { } epoch })
        {
            await console.Error.WriteLineAsync(result.Message);
            return ExitCode.Of((CommandStatus)status);
        }

        await WriteStoredAsync(console.Output, epoch, result.JobsCancelled, result.Audited);
        return await WriteNodesAsync(console.Output, console.Error, (await call.NextAsync(cancellationToken))?.Nodes);
    }

    private static async Task<int> ByDatabaseAsync(CommandHost host, string? reason, bool isSilent, CancellationToken cancellationToken)
    {
        var result = await host.Get<EmergencyStop>().StopAsync(CommandHost.Actor, reason, CancellationToken.None);
        if (result is not { Succeeded: true, Value: { Epoch: { } epoch } report })
            return await host.RefuseAsync(result);
        await WriteStoredAsync(host.Output, epoch, report.JobsCancelled, report.Audited);
        var nodes = await host.Get<NodeQueries>().AcknowledgementsAsync(epoch, StopSocket.Patience, cancellationToken);
        var now = host.Get<TimeProvider>().UtcMilliseconds();

        // The caller tells of the one that is silent, if it is not among them: then it is no time to say that none runs.
        return isSilent && nodes is { Count: 0 }
            ? ExitCode.Failed
            : await WriteNodesAsync(host.Output, host.Error, nodes?.Select(node => NodeAnswer.Of(node, epoch, now)).ToList());
    }

    private static async Task WriteStoredAsync(TextWriter output, long epoch, int jobs, bool audited)
    {
        await output.WriteLineAsync($"The stop is stored (epoch {epoch}). Jobs that ran: {jobs}.");
        if (!audited)
        {
            await output.WriteLineAsync(
                "The settings row or the audit trail is locked by another program; the nodes bring them in step as soon as it lets go."
            );
        }
    }

    /// <param name="nodes">Null where they could not be read: that nobody is known is not that nobody runs.</param>
    private static async Task<int> WriteNodesAsync(TextWriter output, TextWriter error, IReadOnlyList<NodeAnswer>? nodes)
    {
        if (nodes is null)
        {
            await error.WriteLineAsync("Which nodes have acknowledged could not be read. Look with: parseradmin status");
            return ExitCode.Failed;
        }

        if (nodes.Count == 0)
            await output.WriteLineAsync("No node is running.");
        foreach (var node in nodes)
        {
            if (node.Acknowledged)
            {
                await output.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{node.Name} acknowledged after {node.Milliseconds ?? 0:0} ms; {node.StoppedJobs} jobs stopped there."
                    )
                );
            }
            else
            {
                var within = node.IsSilent ? "" : $" within {StopSocket.Patience.TotalSeconds:0} s";
                var look = node.IsGone ? "should it wake, it finds the stop." : "look at that machine.";
                await error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{node.Name} has NOT acknowledged{within}. Its last sign of life was at {node.HeartbeatAt:yyyy-MM-dd HH:mm:ss}Z; {look}"
                    )
                );
            }
        }

        // One that went long ago is named, but whoever waits for a clean stop must not wait a week for it to be forgotten.
        return nodes.All(node => node.Acknowledged || node.IsGone) ? ExitCode.Done : ExitCode.Failed;
    }
}
