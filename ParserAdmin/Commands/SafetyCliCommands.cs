using System.CommandLine;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Commands;

/// <summary><c>mode</c> and <c>reset</c>.</summary>
internal static class SafetyCliCommands
{
    public static Command Mode(CommandBuilder cli)
    {
        var mode = new Argument<string>("mode") { Description = "auto or manual." };
        mode.AcceptOnlyFromAmong("auto", "manual");
        var reason = Reason(required: true);
        return cli.Create(
            "mode",
            "Switches between auto and manual.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                var wanted = StoredEnum.Read<ParserMode>(parsed.GetRequiredValue(mode));
                var result = await host.Get<SafetyCommands>()
                    .SwitchModeAsync(
                        CommandHost.Actor,
                        wanted,
                        parsed.GetValue(reason),
                        await VersionAsync(host, cancellationToken),
                        cancellationToken
                    );
                if (!result.Succeeded)
                    return await host.RefuseAsync(result);
                await host.Output.WriteLineAsync($"The mode is {StoredEnum.Write(result.Value.Mode)} (version {result.Value.Version}).");
                return ExitCode.Done;
            },
            mode,
            reason
        );
    }

    public static Command Reset(CommandBuilder cli)
    {
        var reason = Reason(required: true);
        var confirm = new Option<string>("--confirm") { Description = "The word RESET.", Required = true };
        return cli.Create(
            "reset",
            "Lifts the emergency stop; the mode is manual afterwards and nothing runs.",
            DatabaseNeed.Existing,
            async (parsed, host, cancellationToken) =>
            {
                var result = await host.Get<SafetyCommands>()
                    .ResetAsync(
                        CommandHost.Actor,
                        parsed.GetValue(reason),
                        parsed.GetValue(confirm),
                        await VersionAsync(host, cancellationToken),
                        cancellationToken
                    );
                if (!result.Succeeded)
                    return await host.RefuseAsync(result);
                await host.Output.WriteLineAsync(
                    $"The stop is lifted. The mode is {StoredEnum.Write(result.Value.Mode)}; nothing was started."
                );
                return ExitCode.Done;
            },
            reason,
            confirm
        );
    }

    /// <summary>
    /// A command line is decided on the settings as they are; what another changes between the two reads is refused all the same.
    /// </summary>
    private static async Task<long> VersionAsync(CommandHost host, CancellationToken cancellationToken) =>
        (await host.Get<SettingsStore>().ReadAsync(cancellationToken)).Version;

    internal static Option<string> Reason(bool required) =>
        new("--reason") { Description = "Why; it goes on record.", Required = required };
}
