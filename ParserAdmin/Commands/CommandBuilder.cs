using System.CommandLine;

namespace ParserAdmin.Commands;

/// <summary>Gives commands their action: a host is opened for them, and errors become words and exit codes.</summary>
internal sealed class CommandBuilder(SettingArguments settings, TextReader? input)
{
    public Command Create(
        string name,
        string description,
        DatabaseNeed need,
        Func<ParseResult, CommandHost, CancellationToken, Task<int>> body,
        params Symbol[] symbols
    ) =>
        Create(
            name,
            description,
            need,
            async (parsed, _, open, cancellationToken) =>
            {
                await using var host = await open();
                return await body(parsed, host, cancellationToken);
            },
            symbols
        );

    /// <param name="body">Opens the host itself, where it needs one: that takes a second.</param>
    public Command Create(
        string name,
        string description,
        DatabaseNeed need,
        Func<ParseResult, IConfiguration, Func<Task<CommandHost>>, CancellationToken, Task<int>> body,
        params Symbol[] symbols
    )
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
                command.Add(option);
            else
                command.Add((Argument)symbol);
        }

        IConfiguration Configuration() => CommandHost.Configuration(settings.Settings);
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandErrors.GuardAsync(
                    parsed.InvocationConfiguration.Error,
                    Configuration,
                    async () =>
                    {
                        var configuration = Configuration();
                        foreach (var unknown in KnownSettings.Unknown(configuration))
                            await parsed.InvocationConfiguration.Error.WriteLineAsync(unknown);
                        return await body(
                            parsed,
                            configuration,
                            () => CommandHost.OpenAsync(settings.Settings, need, parsed.InvocationConfiguration, input, cancellationToken),
                            cancellationToken
                        );
                    },
                    cancellationToken
                )
        );
        return command;
    }
}
