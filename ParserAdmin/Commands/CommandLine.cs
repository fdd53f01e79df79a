using System.CommandLine;
using ParserAdmin.Commands.People;
using ParserAdmin.Commands.Running;
using ParserAdmin.Commands.Sources;

namespace ParserAdmin.Commands;

/// <summary>The program's commands; without one it serves.</summary>
/// <param name="input">Where passwords are read from; null for the terminal or what is piped in.</param>
internal sealed class CommandLine(TextReader? input = null)
{
    /// <param name="output">Where answers and errors go; null for the console.</param>
    public async Task<int> RunAsync(string[] args, InvocationConfiguration? output = null)
    {
        var settings = new SettingArguments(args);
        output ??= new InvocationConfiguration();
        if (settings.Problem is { } problem)
        {
            await output.Error.WriteLineAsync(problem);
            return ExitCode.WrongUsage;
        }

        var parsed = Create(settings).Parse(settings.Rest);
        if (UsageText.Of(parsed) is { } wrong)
        {
            await output.Error.WriteLineAsync(wrong);
            return ExitCode.WrongUsage;
        }

        // The hosts of serve and run end gracefully by themselves; a limit of the parser's own would cut them short.
        output.ProcessTerminationTimeout = null;
        return await parsed.InvokeAsync(output);
    }

    private RootCommand Create(SettingArguments settings)
    {
        var cli = new CommandBuilder(settings, input);
        var root = new RootCommand(
            "ParserAdmin: a control room for scheduled web parsers. Every command takes settings such as "
                + "--ParserAdmin:DataDirectory=FOLDER."
        )
        {
            ServeCommand.Create(settings),
            RunCommand.Create(settings),
            StatusCommand.Create(cli),
            SafetyCliCommands.Mode(cli),
            SafetyCliCommands.Reset(cli),
            JobCliCommands.Cancel(cli),
            StopCommand.Create(cli),
            AuditCommand.Create(cli),
            SourceCliCommands.Create(cli),
            PeopleCliCommands.User(cli),
            KeyCliCommands.Key(cli),
        };
        ServeCommand.MakeDefault(root, settings);
        return root;
    }
}
