using System.CommandLine;

namespace ParserAdmin.Commands;

/// <summary>Gives commands their action: a host is opened for them, and errors become words and exit codes.</summary>
internal sealed class CommandBuilder(SettingArguments settings, TextReader? input)
{
    public Command Create(string name, string description, DatabaseNeed need, Func<ParseResult, CommandHost, CancellationToken, Task<int>> body, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
                command.Add(option);
            else
                command.Add((Argument)symbol);
        }

        command.SetAction((parsed, cancellationToken) => CommandErrors.GuardAsync(parsed.InvocationConfiguration.Error, async () =>
        {
            await using var host = await CommandHost.OpenAsync(settings.Settings, need, parsed.InvocationConfiguration, input, cancellationToken);
            return await body(parsed, host, cancellationToken);
        }));
        return command;
    }
}
