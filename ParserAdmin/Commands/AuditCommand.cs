using System.CommandLine;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Commands;

/// <summary><c>audit verify</c>.</summary>
internal static class AuditCommand
{
    public static Command Create(CommandBuilder cli)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var verify = cli.Create(
            "verify",
            "Checks the chain of the audit trail from its first entry.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                var found = await host.Get<AuditVerifier>().VerifyAsync(cancellationToken);
                if (parsed.GetValue(json))
                {
                    await host.Output.WriteLineAsync(CommandJson.Write(found));
                }
                else if (found.Intact)
                {
                    await host.Output.WriteLineAsync($"The audit trail is intact: {found.Entries} entries, head {found.Head}.");
                }
                else
                {
                    await host.Error.WriteLineAsync(
                        $"The audit trail is BROKEN at entry {found.FirstBad}. {found.Problem} The {found.Entries} entries before it hold."
                    );
                }

                return found.Intact ? ExitCode.Done : ExitCode.Failed;
            },
            json
        );
        return new Command("audit", "The audit trail.") { verify };
    }
}
