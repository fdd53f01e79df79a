using System.CommandLine;
using ParserAdmin.Core.Execution;

namespace ParserAdmin.Commands;

/// <summary><c>cancel</c>: ends one run, on whichever node it is.</summary>
internal static class JobCliCommands
{
    public static Command Cancel(CommandBuilder cli)
    {
        var job = new Argument<Guid>("job") { Description = "Id of the job, as the portal and the API show it." };
        var reason = SafetyCliCommands.Reason(required: false);
        return cli.Create(
            "cancel",
            "Cancels one job. A run that goes on ends within a second, wherever it runs; what it has saved stays.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                var result = await host.Get<JobCommands>()
                    .CancelAsync(CommandHost.Actor, parsed.GetValue(job), parsed.GetValue(reason), cancellationToken);
                if (!result.Succeeded)
                    return await host.RefuseAsync(result);
                await host.Output.WriteLineAsync(
                    result.Value.EndedAt is null ? $"Job {result.Value.Id} was told to end." : $"Job {result.Value.Id} is cancelled."
                );
                return ExitCode.Done;
            },
            job,
            reason
        );
    }
}
