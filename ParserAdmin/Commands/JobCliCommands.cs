using System.CommandLine;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Commands;

/// <summary><c>cancel</c>: ends one run, on whichever node it is.</summary>
internal static class JobCliCommands
{
    /// <summary>How many characters of an id the lists show: its last ones, for those in front tell the time.</summary>
    private const int ShortId = 8;

    private const string WhatToGive =
        "Give the whole id, as the job's page and the API show it, or the eight characters behind the # of the portal's lists.";

    public static Command Cancel(CommandBuilder cli)
    {
        var job = new Argument<string>("JOB") { Description = "The job's id, or the short one of the portal's lists, such as #1d6d18d9." };
        job.Validators.Add(result =>
        {
            if (result.Tokens is [var typed] && !IsId(typed.Value))
                result.AddError($"JOB takes the id of a job; '{typed.Value}' is none. {WhatToGive}");
        });
        var reason = SafetyCliCommands.Reason(required: false);
        return cli.Create(
            "cancel",
            "Cancels one job. A run that goes on ends within a second, wherever it runs; what it has saved stays.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                var typed = parsed.GetRequiredValue(job);
                if (!Guid.TryParse(typed, out var id))
                {
                    var found = await host.Get<JobQueries>().UnendedAsync(Short(typed), cancellationToken);
                    if (found.Count != 1)
                    {
                        await host.Error.WriteLineAsync(
                            found.Count == 0
                                ? $"No job that waits or runs has the id '{typed}'. {WhatToGive}"
                                : $"More than one job has the id '{typed}': {string.Join(", ", found)}. Give one of these."
                        );
                        return ExitCode.Failed;
                    }

                    id = found[0];
                }

                var result = await host.Get<JobCommands>().CancelAsync(CommandHost.Actor, id, parsed.GetValue(reason), cancellationToken);
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

    /// <summary>A whole id, or the end of one that the portal's lists show.</summary>
    private static bool IsId(string typed) =>
        Guid.TryParse(typed, out _) || (Short(typed) is { Length: ShortId } end && end.All(char.IsAsciiHexDigit));

    private static string Short(string typed) => typed.StartsWith('#') ? typed[1..] : typed;
}
