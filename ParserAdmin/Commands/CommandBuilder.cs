using System.CommandLine;

namespace ParserAdmin.Commands;

/// <summary>Gives commands their action: a host is opened for them, and errors become words and exit codes.</summary>
internal sealed class CommandBuilder(SettingArguments settings, TextReader? input)
{
    public Command Create(string name, string description, DatabaseNeed need, Func<ParseResult, CommandHost, CancellationToken, Task<int>> body, params Symbol[] symbols) =>
        Create(name, description, need, body, first: null, symbols);

    /// <param name="first">What is tried before the host is opened, which takes a second; its exit code, or null to go on with the body.</param>
    public Command Create(
        string name, string description, DatabaseNeed need, Func<ParseResult, CommandHost, CancellationToken, Task<int>> body,
        Func<ParseResult, IConfiguration, CancellationToken, Task<int?>>? first, params Symbol[] symbols)
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
        command.SetAction((parsed, cancellationToken) => CommandErrors.GuardAsync(parsed.InvocationConfiguration.Error, Configuration, async () =>
        {
            if (first is not null && await first(parsed, Configuration(), cancellationToken) is { } done)
                return done;
            await using var host = await CommandHost.OpenAsync(settings.Settings, need, parsed.InvocationConfiguration, input, cancellationToken);
            return await body(parsed, host, cancellationToken);
        }, cancellationToken));
        return command;
    }
}
